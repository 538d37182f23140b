select 'team' as dimension, team_key as member, name as label from marts.dim_teams
union all
select 'market', market_key, market_key from marts.dim_markets
union all
select 'channel', channel_key, label from marts.dim_channels
union all
select 'segment', segment_key, segment_key from marts.dim_segments
order by dimension, label, member
