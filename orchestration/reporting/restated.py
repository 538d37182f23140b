"""A message when an overall figure that was reported is another one by more than a share."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from orchestration.company.settings import Settings
from orchestration.reporting.notify import send

#: In the folder of the closes: what each figure was when it was notified last.
_SENT = "notified.json"
_SHOWN = 20


@dataclass(frozen=True)
class Restated:
    """An overall figure that is another one, and its causes in words."""

    kpi_id: str
    variant: str
    grain: str
    period: str
    reported: float | None
    now: float | None
    causes: str

    @property
    def name(self) -> str:
        """What names it."""
        return " ".join(filter(None, (self.kpi_id, self.variant, self.grain, self.period)))

    @property
    def line(self) -> str:
        """The figure and why, in a line."""
        return (
            f"{self.name}: {_figure(self.reported)} was reported, {_figure(self.now)} now "
            f"({self.causes})"
        )

    def is_beyond(self, share: float, known: float | None) -> bool:
        """Whether it has moved by more than a share of what was reported since its last message."""
        since = self.reported if known is None else known
        if since is None or self.now is None or not self.reported:
            return since != self.now
        return abs(self.now - since) > share * abs(self.reported)


def tell_restatements(settings: Settings, share: float) -> list[str]:
    """Notify of overall figures that moved by more than `share` since their last message.

    Return them, a line each. The same figure is a message once, and again when it has moved by as
    much again. One that is again what was reported is forgotten.
    """
    found = read_restatements(settings.published_dir / "accord.duckdb")
    path = settings.data_dir / "closes" / _SENT
    given: Mapping[str, float | None] = (
        json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    )
    new = [one for one in found if one.is_beyond(share, given.get(one.name))]
    names = {one.name for one in found}
    kept = {name: value for name, value in given.items() if name in names}
    kept |= {one.name: one.now for one in new}
    if kept != given:
        path.parent.mkdir(parents=True, exist_ok=True)
        staged = path.with_name(f".{_SENT}.next")
        staged.write_text(json.dumps(kept), encoding="utf-8")
        staged.replace(path)
    if new:
        _send(settings, new)
    return [one.line for one in new]


def read_restatements(published: Path) -> list[Restated]:
    """Return the overall values that are others than was reported, the latest period first."""
    if not published.is_file():
        return []
    with duckdb.connect(str(published), read_only=True) as connection:
        if not connection.execute(
            "select 1 from duckdb_tables() where schema_name = 'kpi' "
            "and table_name = 'kpi_restatements'"
        ).fetchall():
            return []
        rows = connection.execute(
            """
            select
                kpi_id, variant, grain, cast(period_start as varchar), any_value(reported),
                any_value(now),
                string_agg(
                    cause || coalesce(' ' || printf('%+.6g', cast(effect as double)), ''), ', '
                    order by cause_position
                )
            from kpi.kpi_restatements
            where dimension = 'total' and figure = 'value'
            group by kpi_id, variant, grain, period_start
            order by period_start desc, grain, kpi_id, variant
            """
        ).fetchall()
    return [Restated(*row) for row in rows]


def _send(settings: Settings, new: Sequence[Restated]) -> None:
    title = f"Accord: {len(new)} reported figures are others now"
    lines = [f"- {one.line}" for one in new[:_SHOWN]]
    if len(new) > _SHOWN:
        lines.append(f"- and {len(new) - _SHOWN} more (kpi.kpi_restatements)")
    body = "\n".join([f"# {title}", "", *lines, ""])
    send(settings, title, body, is_good=False)


def _figure(value: float | None) -> str:
    return "no figure" if value is None else f"{value:,.6g}"
