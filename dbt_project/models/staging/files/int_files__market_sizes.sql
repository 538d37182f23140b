{{ config(enabled='market_sizes' in var('files_entities')) }}
{{ base_rows('files', 'market_sizes') }}
