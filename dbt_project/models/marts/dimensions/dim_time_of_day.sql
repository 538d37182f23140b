{# One row per hour of the day on the company's clock, with the weekdays on which it is open. #}
{%- set hours = var('business_hours') %}
with hours as (
    {%- for hour in range(24) %}
    {{ 'union all' if not loop.first }}
    select
        cast({{ hour }} as bigint) as hour_of_day,
        {{ text('%02d:00' | format(hour)) }} as starts,
        {{ text('%02d:00' | format(hour + 1)) }} as ends
    {%- endfor %}
),

final as (
    select
        hour_of_day,
        starts || '-' || ends as label_en,
        starts || '-' || ends as label_fr,
        case
            when hour_of_day < 6 then 'night' when hour_of_day < 12 then 'morning'
            when hour_of_day < 18 then 'afternoon' else 'evening'
        end as part_of_day_en,
        case
            when hour_of_day < 6 then 'nuit' when hour_of_day < 12 then 'matin'
            when hour_of_day < 18 then {{ text('après-midi') }} else 'soir'
        end as part_of_day_fr,
        {% for weekday in range(1, 8) -%}
        {%- set intervals = hours.get(weekday | string, []) -%}
        (
            false
            {%- for opens, closes in intervals %}
            or (starts < {{ text(closes) }} and ends > {{ text(opens) }})
            {%- endfor %}
        )
        {%- if not loop.last %} or {% endif %}
        {%- endfor %} as is_business_hour,
        {{ text(var('time_zone')) }} as time_zone
    from hours
)

select * from final
