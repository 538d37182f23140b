select 'ann@us.example' as email, 'ann' as rep_key
