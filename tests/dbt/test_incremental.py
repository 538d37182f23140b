"""A day's run gives what a fresh load of the same sources gives, whatever moved since."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import pytest

from tests.dbt.warehouse import Row, Warehouse

FIRST: dict[str, list[Row]] = {
    "people": [
        {
            "source_key": "files:p1",
            "email": "ada@firm.eu",
            "is_lead": True,
            "owner_source_key": "files:r1",
            "created_at": "2025-06-01 08:00:00",
        },
        {
            "source_key": "files:p2",
            "email": "ada@home.eu",
            "is_lead": True,
            "owner_source_key": "files:r1",
            "created_at": "2025-06-02 08:00:00",
        },
    ],
    "reps": [
        {
            "source_key": "files:r1",
            "email": "bob@corp.eu",
            "role": "AE",
            "team": "AE France",
            "active_from": "2025-01-01",
        }
    ],
    "activities": [
        {
            "source_key": f"files:a{number}",
            "type": "call",
            "direction": "outbound",
            "rep_source_key": "files:r1",
            "person_source_key": f"files:p{person}",
            "occurred_at": f"2025-06-0{number} 09:00:00",
        }
        for number, person in ((3, 1), (4, 2), (5, 1), (6, 2))
    ]
    + [
        {
            "source_key": "files:m1",
            "type": "meeting",
            "outcome": "held",
            "rep_source_key": "files:r1",
            "occurred_at": "2025-06-11 09:00:00",
        }
    ],
    "touches": [
        {
            "source_key": "files:t1",
            "person_source_key": "files:p2",
            "channel": "email",
            "occurred_at": "2025-06-03 09:00:00",
        }
    ],
    "email_events": [
        {
            "source_key": f"files:{kind}",
            "email": "m",
            "person_source_key": "files:p2",
            "kind": kind,
            "is_machine": False,
            "occurred_at": f"2025-06-0{number} 09:00:00",
        }
        for number, kind in ((3, "delivered"), (4, "opened"))
    ],
    "opportunities": [
        {
            "source_key": f"files:d{number}",
            "owner_source_key": "files:r1",
            "pipeline": "sales",
            "stage": "demo",
            "outcome": "open",
            "amount": 100 * number,
            "currency": "EUR",
            "created_at": "2025-06-02 08:00:00",
        }
        for number in (1, 2, 3)
    ],
    "opportunity_changes": [
        {
            "source_key": "files:c1",
            "opportunity_source_key": "files:d1",
            "field": "amount",
            "new_value": "100",
            "changed_at": "2025-06-02 08:00:00",
            "recorded_at": "2025-06-02 08:00:00",
        }
    ],
}


INCREMENTAL = (
    "fct_activities",
    "fct_touches",
    "fct_emails",
    "fct_email_sends",
    "fct_opportunity_days",
)


def _the_day_after() -> dict[str, list[Row]]:
    """Merge, deletion, disappearance, late and back-dated facts, a rep moved to another team."""
    later = deepcopy(FIRST)
    kept, merged = later["people"]
    later["people"] = [{**kept, "merged_source_keys": merged["source_key"]}]
    later["reps"][0]["team"] = "AE Export"
    later["activities"][0]["is_deleted"] = True
    del later["activities"][1]
    later["activities"].append(
        {**later["activities"][1], "source_key": "files:late", "occurred_at": "2025-06-04 10:00:00"}
    )
    later["email_events"].append(
        {
            **later["email_events"][1],
            "source_key": "files:earlier",
            "occurred_at": "2025-06-03 10:00:00",
        }
    )
    later["opportunities"][1] |= {
        "stage": "won",
        "outcome": "won",
        "closed_at": "2025-06-09 10:00:00",
    }
    del later["opportunities"][2]
    later["opportunity_changes"].append(
        {
            **later["opportunity_changes"][0],
            "source_key": "files:c2",
            "old_value": "100",
            "new_value": "130",
            "changed_at": "2025-06-05 08:00:00",
        }
    )
    return later


@pytest.mark.fault(40)
@pytest.mark.timeout(300)
def test_day_by_day_equals_fresh(tmp_path: Path) -> None:
    daily, fresh = (Warehouse(tmp_path / name, tmp_path) for name in ("daily", "fresh"))
    for warehouse in (daily, fresh):
        warehouse.folder.mkdir()

    daily.load(FIRST)
    daily.build("2025-06-10", *INCREMENTAL)
    first = daily.marts()
    daily.load(_the_day_after())
    daily.build("2025-06-11", *INCREMENTAL)
    fresh.load(_the_day_after())
    fresh.build("2025-06-11", *INCREMENTAL)

    after, expected = daily.marts(), fresh.marts()
    for mart in INCREMENTAL:
        assert after[mart] == expected[mart], mart
        assert first[mart] != after[mart], f"{mart}: the day was to move something"
