{# One row per company-size segment of the profile. #}
with final as (
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
)

select * from final
