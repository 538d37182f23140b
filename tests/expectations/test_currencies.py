"""Amounts without a rate are in no sum, and many of them take the trust from the figures."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from expectations.runner import run_suites
from expectations.suites import all_suites

TABLES = ("marts.fct_opportunities", "marts.fct_spend", "marts.fct_forecasts")


@pytest.mark.fault(23)
@pytest.mark.parametrize(("missing", "is_said"), [(0, False), (2, False), (3, True)])
def test_more_amounts_without_a_rate_than_a_few_are_reported(
    tmp_path: Path, missing: int, is_said: bool
) -> None:
    """Of a hundred rows, at most two."""
    warehouse = tmp_path / "warehouse.duckdb"
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("create schema marts")
        for table in TABLES:
            connection.execute(
                f"create table {table} as select i as opportunity_key, i as spend_key, "
                f"i as forecast_key, cast(i < {missing} as bigint) as is_fx_missing "
                "from range(100) as numbers (i)"
            )
    suites = [suite for suite in all_suites() if suite.table in TABLES]
    assert len(suites) == len(TABLES)
    results = run_suites(
        suites,
        warehouse,
        date(2026, 11, 21),
        active_sources=[],
        fed_entities=[entity for suite in suites for entity in suite.feeds_on],
    )
    for result in results:
        [check] = [one for one in result.results if one.check_id.endswith("__is_fx_missing")]
        assert check.success is not is_said, result
