{#
    What BI reads: every figure with what it is compared with and its status. A view, so that the
    status is that of the last checks for every period, old ones too, without computing any again.
#}
{{ config(materialized='view') }}
{{ kpi_explained(hidden=false) }}
