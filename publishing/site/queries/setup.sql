-- Every row once for the total and once for each dimension that one may filter by.
create temp macro sliced(team, market, channel, segment) as [
    {'d': 'total', 'm': 'total'},
    {'d': 'team', 'm': team},
    {'d': 'market', 'm': market},
    {'d': 'channel', 'm': channel},
    {'d': 'segment', 'm': segment}
];

-- Six decimals of what is small, two of what is large: no more can be read, and pages stay small.
create temp macro short(figure) as
    case when abs(figure) < 10 then round(figure, 6) else round(figure, 2) end;

set variable as_of = (select as_of from kpi.publication);
