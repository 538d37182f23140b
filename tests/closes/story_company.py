"""A company of four customers whose past changes after it was reported: what its sheets say when.

Two months are closed, January and June. In July a deal of January is corrected, another one is
entered late, two companies turn out to be one, a lost deal is deleted, and January's rates are
others.
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb

ROOT = Path(__file__).parents[2]
_MAPPING = ROOT / "tests" / "upgrade" / "company"

_ACCOUNTS = [
    ("a1", "Quai Nord", "quai-nord.example", "shipping", 40, "FR", "2025-11-03", ""),
    ("a2", "Dockside", "dockside.example", "shipping", 120, "UK", "2025-12-10", ""),
    ("a3", "Voilerie Sud", "voilerie-sud.example", "textile", 12, "FR", "2026-01-08", ""),
    ("a4", "Quai du Nord", "quai-du-nord.example", "shipping", 40, "FR", "2026-03-05", ""),
]
_DEALS = {
    "d1": ("a1", "lea", "won", "1000", "EUR", "2025-12-20", "2026-01-15"),
    "d2": ("a2", "tom", "won", "2000", "GBP", "2025-12-22", "2026-01-20"),
    "d3": ("a3", "lea", "won", "3000", "EUR", "2026-05-20", "2026-06-10"),
    "d4": ("a4", "lea", "won", "700", "EUR", "2026-05-21", "2026-06-12"),
    "d5": ("a2", "tom", "won", "400", "GBP", "2026-05-22", "2026-06-20"),
    "d6": ("a3", "lea", "lost", "900", "EUR", "2026-05-23", "2026-06-25"),
}
#: In July: corrected, entered late, deleted.
_CORRECTED = ("a1", "lea", "won", "1200", "EUR", "2025-12-20", "2026-01-15")
_LATE = ("a2", "tom", "won", "300", "GBP", "2026-07-02", "2026-01-28")
_DELETED = "d6"
JULY = date(2026, 7, 5)


@dataclass(frozen=True)
class Story:
    """The company and its data folder."""

    folder: Path

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def begin(self) -> None:
        """Write profile, mapping and the sheets that never change."""
        company = self.folder / "company"
        company.mkdir(parents=True)
        profile = (_MAPPING / "company.yml").read_text(encoding="utf-8")
        (company / "company.yml").write_text(profile, encoding="utf-8")
        mapping = (_MAPPING / "mapping.yml").read_text(encoding="utf-8")
        mapping = mapping.replace("currency: {constant: EUR}", "currency: currency")
        mapping = mapping.replace("      domain: domain\n", "      domain: domain\n" + _MERGED)
        (company / "mapping.yml").write_text(mapping, encoding="utf-8")
        shutil.copytree(_MAPPING / "planning", company / "planning")
        # Without targets and quotas, which other tests are about.
        for name in ("targets", "quotas", "target_accounts"):
            sheet = company / "planning" / f"{name}.csv"
            sheet.write_text(sheet.read_text(encoding="utf-8").splitlines()[0] + "\n")

    def write(self, day: date) -> None:
        """Write the export and the rates as they are on a day."""
        is_july = day >= JULY
        known = {key: deal for key, deal in _DEALS.items() if date.fromisoformat(deal[5]) <= day}
        if is_july:
            known |= {"d1": _CORRECTED, "d7": _LATE}
            del known[_DELETED]
        accounts = [row for row in _ACCOUNTS if date.fromisoformat(row[6]) <= day]
        if is_july:
            accounts = [(*row[:7], "a4") if row[0] == "a1" else row for row in accounts]
            accounts = [row for row in accounts if row[0] != "a4"]
        export = self.folder / "company" / "export"
        _sheet(
            export / "accounts.csv",
            "id,name,domain,industry,employees,market,created_on,merged,updated_on",
            [(*row, str(day)) for row in accounts],
        )
        _sheet(
            export / "deals.csv",
            "id,account,rep,stage,amount,currency,created_on,expected_on,closed_on,channel,updated_on",
            [_deal_row(key, deal, day) for key, deal in known.items()],
        )
        _sheet(
            export / "people.csv",
            "id,email,account,rep,channel,market,stage,created_on,updated_on",
            [
                (
                    f"p{row[0]}",
                    f"info@{row[2]}",
                    row[0],
                    "lea@harbour.example",
                    "referral",
                    row[5],
                    "customer",
                    row[6],
                    row[6],
                )
                for row in accounts
            ],
        )
        _sheet(
            export / "tickets.csv",
            "id,account,priority,opened_on,replied_on,solved_on,status,updated_on",
            [("t1", "a1", "low", "2026-01-10", "2026-01-10", "2026-01-12", "solved", "2026-01-12")],
        )
        _sheet(
            self.folder / "company" / "planning" / "fx_rates.csv",
            "rate_on,currency,rate",
            list(_rates(day, is_july=is_july)),
        )

    def accord(self, *arguments: str, as_of: date) -> subprocess.CompletedProcess[str]:
        """Run a command of Accord as of a day."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ACCORD_")}
        return subprocess.run(
            [sys.executable, "-m", "orchestration.cli", *arguments],
            cwd=ROOT,
            env={
                **kept,
                "ACCORD_COMPANY": str(self.folder / "company" / "company.yml"),
                "ACCORD_DATA_DIR": str(self.data),
                "ACCORD_AS_OF": as_of.isoformat(),
            },
            capture_output=True,
            text=True,
            timeout=900,
            check=False,
        )

    def run(self, *arguments: str, as_of: date) -> str:
        """Run a job; a failure shows what the user would see."""
        done = self.accord("run", *arguments, as_of=as_of)
        assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
        return done.stdout

    def read(self, sql: str) -> list[tuple[Any, ...]]:
        """Query what readers have."""
        path = self.data / "published" / "accord.duckdb"
        with duckdb.connect(str(path), read_only=True) as connection:
            return connection.execute(sql).fetchall()


_MERGED = "      merged_source_keys: merged\n"


def _deal_row(key: str, deal: Sequence[str], day: date) -> tuple[str, ...]:
    account, rep, stage, amount, currency, created, closed = deal
    is_closed = date.fromisoformat(closed) <= day
    return (
        *(key, account, f"{rep}@harbour.example", stage if is_closed else "open", amount, currency),
        *(
            created,
            closed,
            closed if is_closed else "",
            "referral",
            closed if is_closed else created,
        ),
    )


def _rates(day: date, *, is_july: bool) -> list[tuple[str, str, str]]:
    """A pound is 1.25 euros; from July on it had been 1.30 in January."""
    rows, at = [], date(2025, 12, 1)
    while at <= day:
        in_january = date(2026, 1, 1) <= at <= date(2026, 1, 31)
        rows.append((at.isoformat(), "GBP", "1.30" if is_july and in_january else "1.25"))
        at += timedelta(days=1)
    return rows


def _sheet(path: Path, header: str, rows: Sequence[Sequence[object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header.split(","))
        writer.writerows(rows)
