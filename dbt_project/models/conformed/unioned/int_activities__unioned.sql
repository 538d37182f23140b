{{ config(materialized='view') }}

{{ union_sources('activities') }}
