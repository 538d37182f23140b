{{ config(enabled='opportunity_people' in var('files_entities')) }}
{{ base_rows('files', 'opportunity_people') }}
