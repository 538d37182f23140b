"""A switch for each thing that makes a run cheaper, with what it saves of a day's run.

Figures are CPU seconds of a run of the next day on the demo company `tiny` (90 in all), measured
twice each with the switch off and on. What saves less than 5 % of a run has no place here.
`dbt_project/macros/materializations/` has the one that is written in SQL.
"""

from __future__ import annotations

#: dbt parses the project only when a file or a lasting variable changed. Off: again for each new
#: `as_of`, in both builds of a run, and again for every command that gives other variables.
#: Saves 2 x 12 s.
PARSE_CACHE = True

#: dbt's events go to Dagster by a callback. Off: by dbt's logger, which puts each event into words
#: first, those too that no level lets through. Saves 2 x 2.4 s.
EVENTS_BY_CALLBACK = True

#: SQLite's files of Dagster's history stay open during a run. Off: each event opens and closes
#: them, and each close waits for the disk. Saves little CPU, but half of the time that 1,250
#: events take (145 to 69 s on a busy machine with a slow disk).
HISTORY_KEPT_OPEN = True

#: Dagster's history has one SQLAlchemy engine for each file. Off: each event makes one or more,
#: has each statement compiled anew and opens connections. Saves two thirds of the CPU of events:
#: 4 s of 500 (6 to 2 s).
HISTORY_ENGINES_KEPT = True
