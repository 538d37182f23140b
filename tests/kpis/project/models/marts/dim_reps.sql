select 'ann' as owner_key, 'Ann Lee' as name, 'AE' as role, 'team0' as team_key
