{{ config(materialized='table', tags=['kpi']) }}
{#
    The parts of the integrity score: of each of its KPIs, period and member, how good the figure is from 0
    to 1, and what that weighs. A part that is not known is left out, and its weight with it.
#}
with measured as (
    select *
    from {{ ref('kpi__measured') }}
    where variant = '' and grain in ('month', 'quarter', 'year') and dimension in ('total', 'owner', 'team')
),

weights as (
    select * from {{ ref('dim_integrity_weights') }} where weight > 0
),

-- What nobody feeds has no figure, so is no part.
from_nothing as (
    select distinct kpi_id
    from {{ ref('kpi__missing') }}
    where is_from_nothing and variant in ('', '*')
),

-- More is worse, but where cold leads are called as hot ones are, and where records are complete. A bias is
-- as bad upwards as downwards.
rated as (
    select
        measured.kpi_id,
        measured.grain,
        measured.period_start,
        measured.dimension,
        measured.dimension_value,
        weights.weight,
        case
            when measured.kpi_id in ('selective_prospecting_index', 'crm_completeness') then measured.value
            when measured.kpi_id = 'forecast_bias' then 1 - abs(measured.value)
            else 1 - measured.value
        end as goodness
    from measured
    inner join weights on measured.kpi_id = weights.kpi_id
    left join from_nothing on measured.kpi_id = from_nothing.kpi_id
    where measured.value is not null and from_nothing.kpi_id is null
),

final as (
    select
        kpi_id || ':' || grain || ':' || cast(period_start as string)
        || ':' || dimension || ':' || dimension_value as part_key,
        kpi_id,
        grain,
        period_start,
        dimension as slice,
        case when dimension = 'owner' then dimension_value else 'unknown' end as owner_key,
        case when dimension = 'team' then dimension_value else 'unknown' end as team_key,
        cast({{ clamped('goodness') }} * 100 * weight as decimal(28, 9)) as weighted_score,
        cast(weight as decimal(28, 9)) as weight
    from rated
)

select * from final
