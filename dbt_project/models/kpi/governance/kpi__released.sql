{# The released versions of the definitions, from the file beside this one. #}
{{ config(materialized='view') }}
with final as (
    {{ released_rows() }}
)

select * from final
