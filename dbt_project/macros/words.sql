{#
    Words as keys: lower case, without accents, one underscore for each run of anything else than
    letters and digits; null when nothing is left. `company.slug` is the same in Python.
#}
{% macro slug(expression) -%}
    nullif({{ trim_character(replace_pattern(plain_letters(expression), between_words(), '_'), '_') }}, '')
{%- endmacro %}

{# `expression`, or 'unknown' where it is null or empty: a dimension key is never null. #}
{% macro known(expression) -%}
    coalesce(nullif({{ expression }}, ''), 'unknown')
{%- endmacro %}

{# The values of a list as SQL texts, for `in (...)`; an empty text where the list is empty. #}
{% macro sql_list(values) -%}
    {%- if values -%}
        {%- for value in values -%}
            {{ text(value) }}{{ ', ' if not loop.last }}
        {%- endfor -%}
    {%- else -%}
        ''
    {%- endif -%}
{%- endmacro %}

{# Whether a text has one of these names, whatever its case; `*` stands for any letters. #}
{% macro matches_any(expression, values) -%}
    {%- if values -%}
    coalesce(
        {%- for name in values %}
        {{ matches_name(expression, name) }}{{ ' or' if not loop.last }}
        {%- endfor %}, false
    )
    {%- else -%}
    false
    {%- endif -%}
{%- endmacro %}

{# Whether a text is `name`, in which `*` stands for any letters. #}
{% macro matches_name(expression, name) -%}
    lower(trim({{ expression }})) like {{ text(
        name | lower | trim | replace('!', '!!') | replace('%', '!%') | replace('_', '!_') | replace('*', '%')
    ) }} escape '!'
{%- endmacro %}

{# `subject` mapped by a mapping of the profile; what the mapping does not name stays as it is. #}
{% macro mapped(subject, mapping) -%}
    {%- if mapping -%}
    case {{ subject }}
        {%- for raw, canonical in mapping.items() if raw != canonical %}
        when {{ text(raw) }} then {{ text(canonical) }}
        {%- endfor %}
        else {{ subject }}
    end
    {%- else -%}
    {{ subject }}
    {%- endif -%}
{%- endmacro %}

{# Canonical channel of a raw one: 'unknown' where there is none. #}
{% macro channel_key(expression) -%}
    {{ known(mapped(slug(expression), var('channel_map'))) }}
{%- endmacro %}

{# Canonical market of a country code. #}
{% macro market_key(expression) -%}
    {{ known('nullif(upper(trim(' ~ expression ~ ')), ' ~ "'UNKNOWN')") }}
{%- endmacro %}

{# Canonical campaign: its utm_campaign slug, in lower case. #}
{% macro campaign_key(expression) -%}
    {{ known('lower(trim(' ~ expression ~ '))') }}
{%- endmacro %}

{# Canonical stage, by the profile's stage map; null where there is none. #}
{% macro stage_key(expression) -%}
    nullif({{ mapped('trim(' ~ expression ~ ')', var('stage_map')) }}, '')
{%- endmacro %}

{# Company size by the profile's segments. #}
{% macro segment_key(employees) -%}
    {%- if var('segments') -%}
    case
        {%- for segment in var('segments') %}
        when {{ employees }} >= {{ segment.min_employees or 0 }}
            {%- if segment.max_employees is not none %} and {{ employees }} <= {{ segment.max_employees }}{% endif %}
            then '{{ segment.key }}'
        {%- endfor %}
        else 'unknown'
    end
    {%- else -%}
    'unknown'
    {%- endif -%}
{%- endmacro %}

{# The path of a web address as analytics tools name a landing page: no host, query or closing slash. #}
{% macro url_path(expression) -%}
    {{ replace_pattern('lower(trim(' ~ expression ~ '))', '^[a-z]+://[^/?#]*|[?#].*$|/+$', '') }}
{%- endmacro %}

{#
    The channel that UTM values tell, by the rules of GA4's default channel groups and in its words:
    `channel_key` knows them. Where those rules leave a visit unassigned, a medium or source that is a
    channel's word in the profile's channel map counts. Null where there are no UTM values.
#}
{% macro utm_channel(source, medium) -%}
    {%- set site = replace_pattern('lower(trim(' ~ source ~ '))', '^(www|m|l|lm)[.]|[.][a-z.]+$', '') -%}
    {%- set source_word = 'lower(trim(' ~ source ~ '))' -%}
    {%- set word = 'lower(trim(' ~ medium ~ '))' -%}
    {%- set words = sql_list(var('channel_map').keys()) -%}
    {%- set searching = sql_list([
        'google', 'bing', 'yahoo', 'duckduckgo', 'ecosia', 'qwant', 'baidu', 'yandex', 'ask', 'aol', 'lilo',
        'search', 'startpage', 'naver', 'seznam', 'adwords', 'google ads', 'bing ads'
    ]) -%}
    {%- set social = sql_list([
        'facebook', 'fb', 'instagram', 'ig', 'linkedin', 'lnkd', 'twitter', 't', 'x', 'tiktok', 'pinterest',
        'reddit', 'threads', 'bluesky', 'bsky', 'mastodon', 'snapchat', 'whatsapp', 'xing', 'viadeo',
        'glassdoor', 'quora', 'medium', 'meetup', 'social', 'linkedin ads', 'facebook ads'
    ]) -%}
    {%- set video = sql_list(['youtube', 'youtu', 'vimeo', 'dailymotion', 'twitch', 'wistia']) -%}
    {%- set paid = '(' ~ word ~ " like '%cp%' or " ~ word ~ " like 'paid%' or "
        ~ word ~ " in ('ppc', 'retargeting'))" -%}
    case
        when nullif({{ source_word }}, '') is null and nullif({{ word }}, '') is null then null
        when {{ paid }} and {{ site }} in ({{ searching }}) then 'paid_search'
        when {{ paid }} and {{ site }} in ({{ social }}) then 'paid_social'
        when {{ paid }} and {{ site }} in ({{ video }}) then 'paid_video'
        when {{ word }} in ('display', 'banner', 'expandable', 'interstitial', 'cpm') then 'display'
        when {{ paid }} and {{ slug(medium) }} not in ({{ words }}) then 'paid_other'
        when
            {{ site }} in ({{ social }})
            or {{ word }} in ('social', 'social-network', 'social-media', 'sm', 'social network', 'social media')
            then 'organic_social'
        when {{ site }} in ({{ video }}) or {{ word }} like '%video%' then 'organic_video'
        when {{ site }} in ({{ searching }}) or {{ word }} = 'organic' then 'organic_search'
        when {{ word }} in ('referral', 'app', 'link') then 'referral'
        when
            {{ word }} in ('email', 'e-mail', 'e_mail', 'e mail')
            or {{ source_word }} in ('email', 'e-mail', 'e_mail', 'e mail')
            then 'email'
        when {{ word }} = 'affiliate' then 'affiliates'
        when {{ word }} = 'audio' then 'audio'
        when {{ word }} = 'sms' or {{ source_word }} = 'sms' then 'sms'
        when {{ word }} like '%push' or {{ word }} like '%mobile%' or {{ word }} like '%notification%'
            then 'mobile_push_notifications'
        when {{ slug(medium) }} in ({{ words }}) then {{ slug(medium) }}
        when {{ slug(source) }} in ({{ words }}) then {{ slug(source) }}
        else 'unassigned'
    end
{%- endmacro %}
