{#
    What a figure's dimension_value means: the members of the dimensions that figures are cut by, with
    their names. One that a figure has and no dimension knows is there by its key.
#}
{{ config(materialized='table', tags=['kpi']) }}
with reps as (
    select * from {{ ref('dim_reps') }}
),

campaigns as (
    select * from {{ ref('dim_campaigns') }}
),

segments as (
    select * from {{ ref('dim_segments') }}
),

-- A customer is of the channel and so on that brought it; a figure may name a member that is gone.
counted as (
    select distinct dimension, dimension_value from {{ ref('kpi__compared') }}
),

members as (
    select
        'total' as dimension,
        'total' as dimension_value,
        {{ text(word_labels()['total'][0]) }} as label_en,
        {{ text(word_labels()['total'][1]) }} as label_fr,
        cast(null as string) as parent_dimension,
        cast(null as string) as parent,
        true as is_active,
        cast(null as bigint) as place
    union all
    select
        'owner' as dimension,
        owner_key as dimension_value,
        label_en,
        label_fr,
        'team' as parent_dimension,
        team_key as parent,
        is_active,
        cast(null as bigint) as place
    from reps
    union all
    select
        'campaign' as dimension,
        campaign_key as dimension_value,
        label_en,
        label_fr,
        'channel' as parent_dimension,
        channel_key as parent,
        coalesce(ends_on >= {{ as_of() }}, true) as is_active,
        cast(null as bigint) as place
    from campaigns
    union all
    select
        'segment' as dimension,
        segment_key as dimension_value,
        label_en,
        label_fr,
        cast(null as string) as parent_dimension,
        cast(null as string) as parent,
        true as is_active,
        min_employees as place
    from segments
    {%- for dimension in ['team', 'channel', 'market', 'industry', 'product', 'pipeline'] %}
    union all
    select
        '{{ dimension }}' as dimension,
        {{ dimension }}_key as dimension_value,
        label_en,
        label_fr,
        cast(null as string) as parent_dimension,
        cast(null as string) as parent,
        true as is_active,
        cast(null as bigint) as place
    from {{ ref({'industry': 'dim_industries'}.get(dimension, 'dim_' ~ dimension ~ 's')) }}
    {%- endfor %}
),

unnamed as (
    select
        counted.dimension,
        counted.dimension_value,
        counted.dimension_value as label_en,
        counted.dimension_value as label_fr,
        cast(null as string) as parent_dimension,
        cast(null as string) as parent,
        false as is_active,
        cast(null as bigint) as place
    from counted
    left join members
        on counted.dimension = members.dimension and counted.dimension_value = members.dimension_value
    where members.dimension is null
),

all_members as (
    select * from members
    union all
    select * from unnamed
),

final as (
    select
        dimension,
        dimension_value,
        label_en,
        label_fr,
        parent_dimension,
        parent,
        is_active,
        -- Those that are nobody and nothing come last.
        row_number() over (
            partition by dimension
            order by
                case when dimension_value in ('unknown', 'unattributed') then 1 else 0 end,
                place nulls last,
                lower(label_en),
                dimension_value
        ) as sort
    from all_members
)

select * from final
