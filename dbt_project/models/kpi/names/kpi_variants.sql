{#
    Every series that kpi_values has or may have, described: the variants that metric files name, and the
    members of a variant dimension that were measured.
#}
{{ config(materialized='table', tags=['kpi']) }}
with said as (
    select * from {{ ref('kpi__variants_said') }}
),

catalog as (
    select kpi_id, label_en, label_fr from {{ ref('kpi_catalog') }}
),

stages as (
    select stage_key, min(label) as label from {{ ref('dim_stages') }} group by stage_key
),

measured as (
    select distinct kpi_id, variant from {{ ref('kpi__compared') }}
),

unnamed as (
    select
        measured.kpi_id,
        measured.variant,
        {{ dbt.split_part('measured.variant', "':'", 1) }} as member,
        case
            when measured.variant like '%:%'
                then '*:' || {{ dbt.split_part('measured.variant', "':'", 2) }}
            else '*'
        end as described_by
    from measured
    left join said on measured.kpi_id = said.kpi_id and measured.variant = said.variant
    where said.kpi_id is null
),

-- A member may be a KPI, a stage of deals, a competitor, or a word.
members as (
    select
        unnamed.kpi_id,
        unnamed.variant,
        unnamed.described_by,
        coalesce(
            catalog.label_en,
            stages.label,
            case
                when substring(unnamed.member, 1, 3) = 'vs_'
                    then 'Against ' || {{ spelled_out('substring(unnamed.member, 4)') }}
            end,
            {{ label_of('unnamed.member', 'en', word_labels()) }}
        ) as member_en,
        coalesce(
            catalog.label_fr,
            stages.label,
            case
                when substring(unnamed.member, 1, 3) = 'vs_'
                    then {{ text('Face à ') }} || {{ spelled_out('substring(unnamed.member, 4)') }}
            end,
            {{ label_of('unnamed.member', 'fr', word_labels()) }}
        ) as member_fr
    from unnamed
    left join catalog on unnamed.member = catalog.kpi_id
    left join stages on unnamed.member = stages.stage_key
),

named as (
    select
        said.kpi_id,
        said.variant,
        said.variant as described_by,
        cast(null as string) as member_en,
        cast(null as string) as member_fr
    from said
    where said.variant not like '*%'
    union all
    select kpi_id, variant, described_by, member_en, member_fr from members
),

final as (
    select
        named.kpi_id,
        named.variant,
        said.kpi_label_en,
        said.kpi_label_fr,
        case
            when named.member_en is null then said.variant_label_en
            else said.variant_label_en || ': ' || named.member_en
        end as variant_label_en,
        case
            when named.member_fr is null then said.variant_label_fr
            else said.variant_label_fr || ' : ' || named.member_fr
        end as variant_label_fr,
        said.description_en,
        said.description_fr,
        said.unit,
        said.format,
        said.basis,
        said.direction,
        said.is_ratio,
        said.additivity,
        said.adds_up_over_dimensions,
        said.adds_up_over_time,
        said.dimensions,
        said.grains,
        said.default_chart,
        said.default_member_chart,
        named.member_en is not null as is_member
    from named
    inner join said on named.kpi_id = said.kpi_id and named.described_by = said.variant
)

select * from final
