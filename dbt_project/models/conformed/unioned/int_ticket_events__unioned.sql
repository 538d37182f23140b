{{ config(materialized='view') }}

{{ union_sources('ticket_events') }}
