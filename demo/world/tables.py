"""The schema of every world table.

`TABLES[name]` carries the docstring (`doc`), the pyarrow `schema`, the `key`, and `later`: the
columns that become known only after the row. `as_known` slices a table as the systems knew it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.compute as pc

from demo.world.schemas.crm import CRM
from demo.world.schemas.marketing import MARKETING
from demo.world.schemas.planning import PLANNING
from demo.world.schemas.sales import SALES
from demo.world.schemas.spec import TableSpec
from demo.world.schemas.support import SUPPORT

BUSINESS_ZONE = ZoneInfo("Europe/Paris")
TABLES: dict[str, TableSpec] = {
    spec.name: spec for spec in (*CRM, *SALES, *MARKETING, *SUPPORT, *PLANNING)
}
SCHEMAS: dict[str, pa.Schema] = {name: spec.schema for name, spec in TABLES.items()}


def end_of_day(day: date) -> datetime:
    """The UTC instant at which the business day after `day` begins."""
    midnight = datetime.combine(day + timedelta(days=1), time(), tzinfo=BUSINESS_ZONE)
    return midnight.astimezone(UTC)


def as_known(name: str, table: pa.Table, as_of: date) -> pa.Table:
    """The rows of a world table known at the end of business day `as_of`.

    Rows recorded later are left out; columns learned later are null (see `TableSpec.later`),
    except a meeting's outcome, which is 'scheduled', and a quote's status, which is 'sent'.
    """
    cutoff = pa.scalar(end_of_day(as_of), pa.timestamp("us", tz="UTC"))
    day = pa.scalar(as_of, pa.date32())
    known = table.filter(pc.less(table["recorded_at"], cutoff))
    original = known
    for column, learned_by in TABLES[name].later.items():
        learned = original[learned_by]
        in_time = (
            pc.less_equal(learned, day)
            if pa.types.is_date(learned.type)
            else pc.less(learned, cutoff)
        )
        in_time = pc.fill_null(in_time, False)
        masked = pc.if_else(in_time, original[column], pa.scalar(None, original[column].type))
        known = _replace(known, column, masked)
    if name == "activities":
        pending = pc.and_(pc.equal(known["type"], "meeting"), pc.is_null(known["outcome"]))
        known = _replace(known, "outcome", pc.if_else(pending, "scheduled", known["outcome"]))
    if name == "quotes":
        pending = pc.is_null(known["status_recorded_at"])
        known = _replace(known, "status", pc.if_else(pending, "sent", known["status"]))
    return known


def _replace(table: pa.Table, column: str, values: pa.ChunkedArray) -> pa.Table:
    return table.set_column(table.column_names.index(column), table.schema.field(column), values)
