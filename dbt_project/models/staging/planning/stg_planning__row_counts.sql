{{ counted_rows('planning') }}
