{{ config(materialized='view') }}

{{ union_sources('touches') }}
