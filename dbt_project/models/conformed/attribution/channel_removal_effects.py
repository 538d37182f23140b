"""What each channel is worth to the first-order Markov chain of each closing month.

The removal effect of a channel is the part of the chance to win that goes when every path that
comes to it is lost there: 1 - P(won without the channel) / P(won).
"""

from collections import defaultdict

import numpy as np
import pyarrow as pa

SCHEMA = pa.schema(
    [
        ("closing_month", pa.date32()),
        ("channel_key", pa.string()),
        ("removal_effect", pa.float64()),
    ]
)


def chance_to_win(counts, channels):
    """Return P(won) from the start of a path when it may only pass through `channels`.

    `counts` holds how often a state was followed by another: {state: {next state: times}}. With Q
    the transitions among the states and r those into the win, x = Q x + r.
    """
    states = ["(start)", *channels]
    among = np.zeros((len(states), len(states)))
    into_win = np.zeros(len(states))
    for row, state in enumerate(states):
        followed = counts.get(state, {})
        times = sum(followed.values())
        if times:
            among[row] = [followed.get(other, 0) / times for other in states]
            into_win[row] = followed.get("(won)", 0) / times
    return float(np.linalg.solve(np.eye(len(states)) - among, into_win)[0])


def removal_effects(counts):
    """Return {channel: removal effect} of one chain; nothing where it never wins."""
    followers = {state for followed in counts.values() for state in followed}
    channels = sorted(followers - {"(won)", "(lost)"})
    chance = chance_to_win(counts, channels)
    if chance <= 0:
        return {}
    without = {
        channel: chance_to_win(counts, [other for other in channels if other != channel])
        for channel in channels
    }
    # Twelve digits: what is left beyond them is the solver's noise, not worth.
    return {channel: max(round(1 - left / chance, 12), 0.0) for channel, left in without.items()}


def model(dbt, session):
    """Solve the chain of each closing month."""
    dbt.config(materialized="table")
    chains = defaultdict(lambda: defaultdict(dict))
    asked = "closing_month, from_state, to_state, transitions"
    for month, state, following, times in dbt.ref("channel_transitions").project(asked).fetchall():
        chains[month][state][following] = times
    rows = [
        {"closing_month": month, "channel_key": channel, "removal_effect": effect}
        for month, counts in sorted(chains.items())
        for channel, effect in removal_effects(counts).items()
    ]
    return pa.Table.from_pylist(rows, schema=SCHEMA)
