{#
    What of the rows behind each figure is left out, a row per figure that leaves something out:
    `missing_share` of its rows, or of their amount where that is known, `missing_amount` in the reporting
    currency, about at the last known rate where one is missing, and the words for it. `used` lists (kpi_id,
    variant, question, grains, dimensions), `questions` maps a question to the mart and the rows that it
    asks. Marts are read whole only in the periods and for the members that lack something.
#}
{% macro kpi_lacking(used, questions) -%}
{%- if var('fx_carry_last_rate') %}
    {#- What is counted at a rate carried on is said, though nothing is left out. #}
    {%- do kpi_add_carried(used, questions) %}
{%- endif %}
{%- if not used %}
select
    cast(null as string) as kpi_id,
    cast(null as string) as variant,
    cast(null as string) as grain,
    cast(null as date) as period_start,
    cast(null as string) as dimension,
    cast(null as string) as dimension_value,
    cast(null as {{ type_double() }}) as missing_share,
    cast(null as {{ type_double() }}) as missing_amount,
    cast(null as string) as reason_en,
    cast(null as string) as reason_fr
from (select 1 as nothing) as nothing
where 1 = 0
{%- else %}
with period_days as (
    {{ period_days(ref('calendar_days')) }}
),

days as (
    select grain as kpi_grain, day_on as kpi_day, period_start_on as kpi_period_start
    from period_days
    where day_on <= {{ as_of() }}
),
{%- if questions.values() | selectattr('source_amount') | list %}

last_rates as (
    select currency as rated_currency, max_by(rate, day_on) as last_rate
    from {{ ref('fx_rates_daily') }}
    where day_on <= {{ as_of() }}
    group by currency
),
{%- endif %}
{%- if questions.values() | selectattr('is_carried', 'defined') | list %}

carried_rates as (
    select currency as carried_currency, day_on as carried_on
    from {{ ref('fx_rates_daily') }}
    where is_carried
),
{%- endif %}
-- All questions together, not a step for each: planning hundreds of steps takes longer than running them.
left_out as (
    {%- for name, question in questions.items() %}
    {{ 'union all' if not loop.first }}
    select
        '{{ name }}' as question,
        kpi_variant,
        kpi_grain,
        kpi_period_start,
        kpi_dimension,
        kpi_member,
        sum(flagged) as flagged,
        {{ kpi_named('named', 'and others') }} as names_en,
        {{ kpi_named('named', 'et autres') }} as names_fr,
        -- Of one row not known: of all not known.
        case when count(amount_left_out) = count(*) then sum(amount_left_out) end as amount_left_out
    from (
        {{ kpi_lacking_rows(question) }}
        where {{ question['flag'] }} > 0{{ kpi_lacking_condition(question) }}
    ) as rows_left_out
    group by kpi_variant, kpi_grain, kpi_period_start, kpi_dimension, kpi_member
    {%- endfor %}
),

all_rows as (
    {%- for name, question in questions.items() %}
    {{ 'union all' if not loop.first }}
    select
        left_out.question,
        rows_meant.kpi_variant,
        rows_meant.kpi_grain,
        rows_meant.kpi_period_start,
        rows_meant.kpi_dimension,
        rows_meant.kpi_member,
        sum(rows_meant.counted) as counted,
        sum(rows_meant.row_amount) as amount
    from (
        {{ kpi_lacking_rows(question) }}
        where 1 = 1{{ kpi_lacking_condition(question) }}
    ) as rows_meant
    inner join left_out
        on
            rows_meant.kpi_variant = left_out.kpi_variant
            and rows_meant.kpi_grain = left_out.kpi_grain
            and rows_meant.kpi_period_start = left_out.kpi_period_start
            and rows_meant.kpi_dimension = left_out.kpi_dimension
            and rows_meant.kpi_member = left_out.kpi_member
    where left_out.question = '{{ name }}'
    group by
        left_out.question,
        rows_meant.kpi_variant,
        rows_meant.kpi_grain,
        rows_meant.kpi_period_start,
        rows_meant.kpi_dimension,
        rows_meant.kpi_member
    {%- endfor %}
),

questions as (
    select question, same_rows, words_en, words_fr, is_amount_said, is_left_out
    from
        {% call rows_of({
            'question': 'string', 'same_rows': 'string', 'words_en': 'string', 'words_fr': 'string',
            'is_amount_said': 'bigint', 'is_left_out': 'bigint'
        }) -%}
        {%- for name, question in questions.items() %}(
            '{{ name }}', {{ text(question['model'] ~ ' ' ~ question['flag']) }},
            {{ text(question['en']) }}, {{ text(question['fr']) }},
            {{ 1 if question['source_amount'] else 0 }}, {{ 0 if question['is_carried'] else 1 }}
        ){{ ', ' if not loop.last }}{% endfor -%}
        {%- endcall %}
),

answers as (
    select
        left_out.question,
        questions.same_rows,
        left_out.kpi_variant,
        left_out.kpi_grain,
        left_out.kpi_period_start,
        left_out.kpi_dimension,
        left_out.kpi_member,
        {{ kpi_lacking_words('questions.words_en', 'left_out.names_en') }}
        || coalesce(
            case
                when questions.is_amount_said = 1
                    then ', about ' || {{ kpi_amount('left_out.amount_left_out', "'money'", 'en') }}
            end, ''
        ) as reason_en,
        {{ kpi_lacking_words('questions.words_fr', 'left_out.names_fr') }}
        || coalesce(
            case
                when questions.is_amount_said = 1
                    then ', environ ' || {{ kpi_amount('left_out.amount_left_out', "'money'", 'fr') }}
            end, ''
        ) as reason_fr,
        cast(left_out.amount_left_out as {{ type_double() }}) as missing_amount,
        case
            when questions.is_left_out = 0 then 0
            else coalesce(
                cast(left_out.amount_left_out as {{ type_double() }})
                / nullif(cast(all_rows.amount as {{ type_double() }}), 0),
                cast(left_out.flagged as {{ type_double() }})
                / nullif(cast(all_rows.counted as {{ type_double() }}), 0)
            )
        end as missing_share
    from left_out
    inner join questions on left_out.question = questions.question
    inner join all_rows
        on
            left_out.question = all_rows.question
            and left_out.kpi_variant = all_rows.kpi_variant
            and left_out.kpi_grain = all_rows.kpi_grain
            and left_out.kpi_period_start = all_rows.kpi_period_start
            and left_out.kpi_dimension = all_rows.kpi_dimension
            and left_out.kpi_member = all_rows.kpi_member
),

used as (
    select kpi_id, variant, question, grains, dimensions
    from
        {% call rows_of({
            'kpi_id': 'string', 'variant': 'string', 'question': 'string', 'grains': 'string',
            'dimensions': 'string'
        }) -%}
        {%- for row in used %}('{{ row | join("', '") }}'){{ ', ' if not loop.last }}{% endfor -%}
        {%- endcall %}
),

asked as (
    select
        used.kpi_id,
        case
            when answers.kpi_variant = '' then used.variant
            when used.variant = '' then answers.kpi_variant
            else answers.kpi_variant || ':' || used.variant
        end as variant,
        answers.*
    from answers
    inner join used
        on
            answers.question = used.question
            and used.grains like '%|' || answers.kpi_grain || '|%'
            and used.dimensions like '%|' || answers.kpi_dimension || '|%'
),

-- The same rows may lack the same above and below a ratio: they are missing once.
lacking as (
    select
        *,
        row_number() over (
            partition by
                kpi_id, variant, kpi_grain, kpi_period_start, kpi_dimension, kpi_member, same_rows
            order by missing_share desc, missing_amount desc, question
        ) as place
    from asked
),

figures as (
    select
        kpi_id,
        variant,
        kpi_grain as grain,
        kpi_period_start as period_start,
        kpi_dimension as dimension,
        kpi_member as dimension_value,
        -- Two lacks may be of the same rows: together they are no more than all.
        least(sum(case when place = 1 then missing_share else 0 end), 1) as missing_share,
        sum(case when place = 1 then missing_amount end) as missing_amount,
        {{ string_list_agg('reason_en', '; ', 'reason_en') }} as reason_en,
        {{ string_list_agg('reason_fr', '; ', 'reason_fr') }} as reason_fr
    from lacking
    group by kpi_id, variant, kpi_grain, kpi_period_start, kpi_dimension, kpi_member
)

select * from figures
union all
-- A variant that is a KPI's id is made of that KPI's values.
select
    definitions.kpi_id,
    figures.kpi_id as variant,
    figures.grain,
    figures.period_start,
    figures.dimension,
    figures.dimension_value,
    figures.missing_share,
    figures.missing_amount,
    figures.reason_en,
    figures.reason_fr
from figures
inner join {{ ref('kpi__definitions') }} as definitions on definitions.variant_is_kpi
where figures.variant = ''
{%- endif %}
{%- endmacro %}

{# Adds to `used` and `questions` which rows are counted at a rate carried on, beside which have none. #}
{% macro kpi_add_carried(used, questions) -%}
    {%- for name, question in questions.copy().items() if question['source_amount'] -%}
        {%- set carried = question.copy() -%}
        {%- do carried.update({
            'is_carried': true,
            'flag': 'case when carried_rates.carried_on is null then 0 else 1 end',
            'source_amount': '', 'amount': '', 'amount_left_out': '',
            'en': question['carried_en'], 'fr': question['carried_fr'],
        }) -%}
        {%- do questions.update({name ~ '_carried': carried}) -%}
        {%- for row in used | list if row[2] == name -%}
            {%- do used.append(row[:2] + [name ~ '_carried'] + row[3:]) -%}
        {%- endfor -%}
    {%- endfor -%}
{%- endmacro %}

{# The rows that `question` asks, once for every grain and dimension, with what is counted of each. #}
{% macro kpi_lacking_rows(question) -%}
    select
        {{ question['variant_of'] or "''" }} as kpi_variant,
        days.kpi_grain,
        days.kpi_period_start,
        places.kpi_dimension,
        {{ kpi_member_of(question['dimensions']) }} as kpi_member,
        {{ question['flag'] }} as flagged,
        {{ question['rows'] }} as counted,
        {{ 'facts.' ~ question['named'] if question['named'] else 'cast(null as string)' }} as named,
        {%- if question['source_amount'] %}
        {%- set about = in_reporting_currency('facts.' ~ question['source_amount'], 'last_rates.last_rate') %}
        case
            when {{ question['flag'] }} = 1 then {{ about }}
            else cast(round({{ question['amount'] }}, 2) as decimal(18, 2))
        end as row_amount,
        case when {{ question['flag'] }} = 1 then {{ about }} end as amount_left_out
        {%- else %}
        {{ question['amount'] or 'cast(null as decimal(18, 2))' }} as row_amount,
        {{ question['amount_left_out'] or 'cast(null as decimal(18, 2))' }} as amount_left_out
        {%- endif %}
    from {{ ref(question['model']) }} as facts
    inner join days on facts.{{ question['day'] }} = days.kpi_day
    {%- if question['source_amount'] %}
    left join last_rates on facts.currency = last_rates.rated_currency
    {%- endif %}
    {%- if question['is_carried'] %}
    left join carried_rates
        on facts.{{ question['day'] }} = carried_rates.carried_on and facts.currency = carried_rates.carried_currency
    {%- endif %}
    cross join
        {% call rows_of({'kpi_dimension': 'string'}, 'places') -%}
        ('total'){% for dimension in question['dimensions'] %}, ('{{ dimension }}'){% endfor %}
        {%- endcall %}
{%- endmacro %}

{# What `question` asks of its rows, to add to a condition. #}
{% macro kpi_lacking_condition(question) %}
        and days.kpi_grain in ('{{ question['grains'] | join("', '") }}')
        and ({{ question['where'] }})
    {%- if question['condition'] %}
        and ({{ question['condition'] }})
    {%- endif %}
    {%- if question['variant_of'] %}
        and {{ question['variant_of'] }} is not null
    {%- endif %}
{%- endmacro %}

{# The member of a row in the place's dimension: of one of `dimensions`, or the total. #}
{% macro kpi_member_of(dimensions) -%}
    {%- if dimensions -%}
    case places.kpi_dimension
            {%- for dimension in dimensions %}
            when '{{ dimension }}' then facts.{{ dimension }}_key
            {%- endfor %}
            else 'total'
        end
    {%- else -%}
    'total'
    {%- endif -%}
{%- endmacro %}

{# The first and the last of what `names` has, or the only one, with `others` where there are more. #}
{% macro kpi_named(names, others) -%}
    case count(distinct {{ names }})
            when 1 then min({{ names }})
            when 2 then min({{ names }}) || ', ' || max({{ names }})
            else min({{ names }}) || ', ' || max({{ names }}) || ' {{ others }}'
        end
{%- endmacro %}

{# The words of a lack, with its figures in place of `{lacking}`, `{rows}` and `{names}`. #}
{% macro kpi_lacking_words(words, names) -%}
    replace(
            replace(
                replace({{ words }}, '{lacking}', {{ kpi_number('left_out.flagged', 0, 'en') }}),
                '{rows}', {{ kpi_number('all_rows.counted', 0, 'en') }}
            ),
            '{names}', coalesce({{ names }}, '?')
        )
{%- endmacro %}
