{# The figures of each closed period as they were published then. Nothing here is ever computed again. #}
{{ config(materialized='view') }}
{{ of_closes('reported', {
    'kpi_id': 'string', 'variant': 'string', 'grain': 'string', 'period_start': 'date',
    'period_end': 'date', 'dimension': 'string', 'dimension_value': 'string',
    'value': 'double', 'numerator': 'double', 'denominator': 'double',
    'baseline_value': 'double', 'target_value': 'double', 'benchmark_value': 'double',
    'target_attainment': 'double', 'status': 'string', 'status_reason': 'string',
    'status_reason_fr': 'string', 'is_complete': 'boolean', 'quality': 'string',
    'missing_share': 'double', 'missing_amount': 'double', 'definition_version': 'bigint',
    'computed_at': 'timestamp', 'close_number': 'bigint', 'close_state': 'string',
    'closed_at': 'timestamp', 'run_id': 'string', 'is_current': 'boolean'
}) }}
