select
    'ann' as rep_key,
    'team0' as team_key,
    cast('1900-01-01' as date) as valid_from,
    cast('9999-12-31' as date) as valid_to
