{{ counted_rows('files') }}
