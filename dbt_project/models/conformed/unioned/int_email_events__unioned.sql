{{ config(materialized='view') }}

{{ union_sources('email_events') }}
