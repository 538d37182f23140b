"""A rep reads the rows about itself, a manager those of a team, and nobody else any."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from publishing import publish
from publishing.postgres import (
    Access,
    PostgresError,
    allow,
    deny,
    publish_to_postgres,
    who_may_read,
)
from publishing.postgres.session import connected

Ask = Callable[..., list[tuple[object, ...]]]
Run = Callable[..., None]

_WAREHOUSE = """
    create schema kpi; create schema marts; create schema integrity;
    create table kpi.kpi_catalog as select 'revenue' as kpi_id;
    create table kpi.kpi_values as select 'revenue' as kpi_id, 1.0::double as value;
    create table marts.fct_funnel as select 'p_1' as person_key;
    create table marts.dim_reps as
        select * from (values ('ann', 'north'), ('bob', 'north'), ('cyd', 'south'))
            as reps (owner_key, team_key);
    create table integrity.integrity_findings as
        select 'late:' || owner_key as finding_key, owner_key, team_key from marts.dim_reps;
    create table integrity.integrity_excess as
        select 'late' as rule, owner_key, team_key from marts.dim_reps;
    create table integrity.integrity_values as
        select 'owner' as dimension, owner_key as dimension_value, 0.5::double as value
        from marts.dim_reps
        union all
        select 'team', 'north', 0.4;
"""
_LOGINS = ("ann_login", "boss_north", "boss_all", "reader", "stranger")


@pytest.fixture
def logins(url: str, tmp_path: Path, run: Run) -> Iterator[str]:
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
        connection.execute(_WAREHOUSE)
    (tmp_path / "published").mkdir(mode=0o755)
    publish(tmp_path / "warehouse.duckdb", tmp_path / "published", "run-1", date(2026, 11, 21))
    publish_to_postgres(url, tmp_path / "published", "acme", {})
    run(*(f"create role {login} login" for login in _LOGINS), "grant accord_reader to reader")
    allow(url, Access("ann_login", rep="ann"))
    allow(url, Access("boss_north", team="north"))
    allow(url, Access("boss_all", team="*"))
    yield url
    run(*(f"drop owned by {login}" for login in _LOGINS), *(f"drop role {one}" for one in _LOGINS))


def _found(rows: Ask, login: str) -> list[object]:
    return [
        row[0]
        for row in rows("select owner_key from restricted.integrity_findings order by 1", login)
    ]


@pytest.mark.usefixtures("logins")
def test_each_sees_its_own_rows_and_no_more(rows: Ask) -> None:
    assert _found(rows, "ann_login") == ["ann"]
    assert _found(rows, "boss_north") == ["ann", "bob"]
    assert _found(rows, "boss_all") == ["ann", "bob", "cyd"]
    figures = "select dimension_value from restricted.integrity_values order by 1"
    assert rows(figures, "ann_login") == [("ann",)]
    # With the team's own figure, which is of few people.
    assert rows(figures, "boss_north") == [("ann",), ("bob",), ("north",)]
    assert len(rows("select 1 from restricted.integrity_excess", "ann_login")) == 1
    assert len(rows("select 1 from restricted.publication", "boss_north")) == 1


@pytest.mark.usefixtures("logins")
def test_whoever_reads_restricted_rows_reads_the_publication_too(rows: Ask) -> None:
    assert rows("select value from kpi.kpi_values", "ann_login") == [(1.0,)]


@pytest.mark.usefixtures("logins")
@pytest.mark.parametrize("login", ["reader", "stranger"])
def test_others_see_nothing_restricted(rows: Ask, login: str) -> None:
    with pytest.raises(PostgresError, match="permission denied"):
        _found(rows, login)
    with pytest.raises(PostgresError, match="permission denied"):
        rows("select * from restricted.access", login)


@pytest.mark.usefixtures("logins")
def test_a_member_of_the_group_without_a_row_sees_nothing(rows: Ask, run: Run) -> None:
    run("grant accord_rep to stranger", "grant accord_manager to stranger")
    assert _found(rows, "stranger") == []
    assert rows("select * from restricted.publication", "stranger") == []
    # Nor who else may read what.
    assert rows("select * from restricted.access", "stranger") == []


@pytest.mark.usefixtures("logins")
def test_a_login_can_not_give_itself_rows(url: str) -> None:
    as_ann = connected(url.replace("accord@", "ann_login@"))
    with pytest.raises(PostgresError, match="permission denied"), as_ann as session:
        session.run("insert into restricted.access values ('ann_login', null, '*')")


def test_access_is_listed_and_taken_back(logins: str, rows: Ask) -> None:
    assert who_may_read(logins) == [
        Access("ann_login", rep="ann"),
        Access("boss_all", team="*"),
        Access("boss_north", team="north"),
    ]
    deny(logins, "ann_login")
    with pytest.raises(PostgresError, match="permission denied"):
        _found(rows, "ann_login")


def test_it_outlives_the_next_publication(logins: str, tmp_path: Path, rows: Ask) -> None:
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
        connection.execute(
            "insert into integrity.integrity_findings values ('push:ann', 'ann', 'north')"
        )
    publish(tmp_path / "warehouse.duckdb", tmp_path / "published", "run-2", date(2026, 11, 22))
    publish_to_postgres(logins, tmp_path / "published", "acme", {})
    assert _found(rows, "ann_login") == ["ann", "ann"]
    assert _found(rows, "boss_all") == ["ann", "ann", "bob", "cyd"]


def test_an_unknown_login_is_refused(logins: str) -> None:
    with pytest.raises(PostgresError, match="nobody_here is no login"):
        allow(logins, Access("nobody_here", rep="ann"))
