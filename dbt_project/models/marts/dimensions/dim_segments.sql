{# One row per company-size segment of the profile. #}
with segments as (
    {%- for segment in var('segments') %}
    select
        '{{ segment.key }}' as segment_key,
        cast({{ segment.min_employees or 0 }} as bigint) as min_employees,
        cast(
            {{ 'null' if segment.max_employees is none else segment.max_employees }} as bigint
        ) as max_employees
    union all
    {%- endfor %}
    select
        'unknown' as segment_key,
        cast(null as bigint) as min_employees,
        cast(null as bigint) as max_employees
),

final as (
    select
        segment_key,
        min_employees,
        max_employees,
        {{ label_of('segment_key', 'en', word_labels()) }}
        || case
            when min_employees is null then ''
            when max_employees is null then ' (' || cast(min_employees as string) || ' or more employees)'
            else
                ' (' || cast(min_employees as string) || '-' || cast(max_employees as string)
                || ' employees)'
        end as label_en,
        {{ label_of('segment_key', 'fr', word_labels()) }}
        || case
            when min_employees is null then ''
            when max_employees is null then ' (' || cast(min_employees as string) || ' salariés ou plus)'
            else
                ' (' || cast(min_employees as string) || '-' || cast(max_employees as string)
                || ' salariés)'
        end as label_fr
    from segments
)

select * from final
