{# What was closed and reopened: an event a row. Before the first close there is none. #}
{{ config(materialized='view') }}
{{ of_closes('events', {
    'grain': 'string', 'period_start': 'date', 'period_end': 'date', 'close_number': 'bigint',
    'state': 'string', 'closed_at': 'timestamp', 'noted_at': 'timestamp', 'noted_by': 'string',
    'why': 'string', 'as_of': 'date', 'run_id': 'string', 'is_current': 'boolean'
}) }}
