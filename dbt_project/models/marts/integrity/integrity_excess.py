"""Whether a rep has more of what a rule looks for than chance and the peers explain.

The statistics are in `kpis/excess`; reps of one rule and period are tested together.
"""

from collections import defaultdict
from itertools import groupby
from operator import itemgetter

import pyarrow as pa

from kpis.excess.rules import Asked, Count, RepCounts, judge

SCHEMA = pa.schema(
    [
        ("rule", pa.string()),
        ("owner_key", pa.string()),
        ("team_key", pa.string()),
        ("grain", pa.string()),
        ("period_start", pa.date32()),
        ("records", pa.int64()),
        ("observed", pa.int64()),
        ("expected_rate", pa.float64()),
        ("shrunk_rate", pa.float64()),
        ("rate_low", pa.float64()),
        ("rate_high", pa.float64()),
        ("p_value", pa.float64()),
        ("q_value", pa.float64()),
        ("is_enough", pa.bool_()),
        ("is_excess", pa.bool_()),
    ]
)
ASKED = (
    "rule, grain, period_start, min_records, false_discovery_rate, min_excess,"
    " owner_key, team_key, stratum, expected, records, observed"
)


def rep_counts(owner, rows):
    """Return the counts of one rep. The team is that of most records, the last by name of two."""
    by_team = defaultdict(int)
    by_kind = defaultdict(lambda: [0, 0])
    for team, stratum, expected, records, observed in rows:
        by_team[team] += records
        by_kind[stratum, expected][0] += records
        by_kind[stratum, expected][1] += observed
    team = max(by_team, key=lambda name: (by_team[name], name))
    counts = tuple(Count(*kind, *both) for kind, both in by_kind.items())
    return RepCounts(owner, None if team == "unknown" else team, counts)


def verdicts(rows):
    """Yield a row for each rep, from the rows of one rule and period."""
    _, grain, _, min_records, rate, min_excess = rows[0][:6]
    reps = [
        rep_counts(owner, [row[7:] for row in own])
        for owner, own in groupby(sorted(rows, key=itemgetter(6)), key=itemgetter(6))
    ]
    for verdict in judge(reps, Asked(min_records, rate, min_excess)):
        values = dict(vars(verdict), team_key=verdict.team_key or "unknown")
        # Twelve digits: what is left beyond them is the order of a sum.
        yield {
            name: round(value, 12) if isinstance(value, float) else value
            for name, value in values.items()
        } | {"rule": rows[0][0], "grain": grain, "period_start": rows[0][2]}


def model(dbt, session):
    """Judge each rep under each rule in each period."""
    dbt.config(materialized="table")
    by_period = defaultdict(list)
    for row in dbt.ref("integrity_counts").project(ASKED).fetchall():
        by_period[row[:3]].append(row)
    found = [row for _, rows in sorted(by_period.items()) for row in verdicts(rows)]
    return pa.Table.from_pylist(found, schema=SCHEMA)
