{# Words that Accord itself gives as keys, with their names in English and French. #}
{% macro word_labels() -%}
    {{ return({
        'total': ['Total', 'Total'],
        'unknown': ['Unknown', 'Inconnu'],
        'unattributed': ['Unattributed', 'Non attribué'],
        'organic_search': ['Organic search', 'Recherche naturelle'],
        'paid_search': ['Paid search', 'Recherche payante'],
        'paid_social': ['Paid social', 'Réseaux sociaux payants'],
        'organic_social': ['Organic social', 'Réseaux sociaux'],
        'email': ['E-mail', 'E-mail'],
        'referral': ['Referral', 'Recommandation'],
        'direct': ['Direct', 'Direct'],
        'event': ['Event', 'Événement'],
        'outbound': ['Outbound', 'Prospection'],
        'partner': ['Partner', 'Partenaire'],
        'display': ['Display', 'Bannières'],
        'video': ['Video', 'Vidéo'],
        'offline': ['Offline', 'Hors ligne'],
        'other': ['Other', 'Autre'],
        'call': ['Call', 'Appel'],
        'meeting': ['Meeting', 'Rendez-vous'],
        'social': ['Social', 'Réseau social'],
        'task': ['Task', 'Tâche'],
        'note': ['Note', 'Note'],
        'opportunity': ['Opportunity', 'Opportunité'],
        'lead': ['Lead', 'Lead'],
        'account': ['Account', 'Compte'],
        'won': ['Won', 'Gagnée'],
        'lost': ['Lost', 'Perdue'],
        'unspecified': ['Unspecified', 'Non précisé'],
        'small': ['Small', 'Petite'],
        'mid_market': ['Mid-market', 'Moyenne'],
        'enterprise': ['Enterprise', 'Grande'],
    }) }}
{%- endmacro %}

{#
    Name of the key `expression` in `language` (en or fr): as `labels` has it, else the key itself with
    spaces for underscores and a capital, in both languages.
#}
{% macro label_of(expression, language, labels) -%}
    {%- set place = 0 if language == 'en' else 1 -%}
    case {{ expression }}
        {%- for word, names in labels.items() %}
        when '{{ word }}' then {{ text(names[place]) }}
        {%- endfor %}
        else {{ spelled_out(expression) }}
    end
{%- endmacro %}

{# A key as words: spaces for underscores, and a capital. #}
{% macro spelled_out(expression) -%}
    upper(substring({{ expression }}, 1, 1)) || replace(substring({{ expression }}, 2), '_', ' ')
{%- endmacro %}

{#
    `label`, followed in parentheses by `hint` where another row has the same label, and by `key` where
    that has the same hint, too: no two rows are named alike.
#}
{% macro unambiguous(label, hint, key) -%}
    case
        when count(*) over (partition by lower({{ label }})) = 1 then {{ label }}
        when count(*) over (partition by lower({{ label }}), {{ hint }}) = 1 and {{ hint }} is not null
            then {{ label }} || ' (' || {{ hint }} || ')'
        else {{ label }} || ' (' || {{ key }} || ')'
    end
{%- endmacro %}
