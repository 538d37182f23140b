{# What of the figures that were reported is another one now: a row per figure and cause. #}
{{ config(materialized='view') }}
{{ of_closes('restatements', {
    'kpi_id': 'string', 'variant': 'string', 'grain': 'string', 'period_start': 'date',
    'dimension': 'string', 'dimension_value': 'string', 'figure': 'string', 'cause': 'string',
    'cause_position': 'bigint', 'reported': 'double', 'now': 'double',
    'difference': 'decimal(38,9)', 'effect': 'decimal(38,9)', 'evidence': 'string',
    'reported_definition_version': 'bigint', 'definition_version': 'bigint'
}) }}
