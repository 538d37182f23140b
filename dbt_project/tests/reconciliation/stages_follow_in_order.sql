-- No deal reaches a stage before it entered the one before it.
select stage_entry_key, entered_at, reached_next_at
from {{ ref('fct_stage_entries') }}
where reached_next_at < entered_at
