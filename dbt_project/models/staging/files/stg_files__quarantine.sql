{{ quarantined_rows('files') }}
