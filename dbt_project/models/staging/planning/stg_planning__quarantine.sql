{{ quarantined_rows('planning') }}
