"""PostgreSQL gets the publication whole, by its differences, with what was set up there kept."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from publishing import publish, rollback
from publishing.postgres import PostgresError, PostgresSummary, held_version, publish_to_postgres
from publishing.postgres.session import connected

Ask = Callable[..., list[tuple[object, ...]]]
Run = Callable[..., None]

KEYS = {
    "kpi.kpi_values": ["kpi_id", "period_start"],
    "kpi.kpi_catalog": ["kpi_id"],
    "marts.fct_funnel": ["person_key"],
}


class World:
    """A warehouse that changes, its publications, and the database they are brought to."""

    def __init__(self, folder: Path, url: str) -> None:
        self.warehouse, self.published = folder / "warehouse.duckdb", folder / "published"
        self._url, self._runs = url, 0
        self.published.mkdir(mode=0o755)
        self.change(
            "create schema kpi; create schema marts",
            "create table kpi.kpi_catalog as select 'revenue' as kpi_id",
            "create table marts.fct_funnel as select 'p' || i as person_key, "
            "date '2026-01-01' + i::int as lead_on, [i] as steps, i::hugeint as points, "
            "(i / 3)::decimal(18, 2) as amount, timestamp '2026-01-01 10:00:00' as lead_at, "
            "true as is_mql, 'x' || chr(0) || 'y' as note from range(100) as t(i)",
            "create table kpi.kpi_values as select 'revenue' as kpi_id, "
            "date '2026-01-01' + i::int as period_start, i::double as value, "
            "timestamptz '2026-01-01 10:00:00+02' as computed_at from range(100) as t(i)",
            "comment on table kpi.kpi_values is 'Grain: it''s all here'",
            "comment on column kpi.kpi_values.value is 'The figure'",
        )

    def change(self, *statements: str) -> None:
        """Change the warehouse."""
        with duckdb.connect(str(self.warehouse)) as connection:
            for statement in statements:
                connection.execute(statement)

    def publish(self) -> None:
        """Publish it to the file."""
        self._runs += 1
        publish(self.warehouse, self.published, f"run-{self._runs}", date(2026, 11, 21))

    def bring(self) -> PostgresSummary:
        """Bring the current publication to the database."""
        return publish_to_postgres(self._url, self.published, "acme", KEYS)

    def next(self, *statements: str) -> PostgresSummary:
        """Change, publish and bring."""
        self.change(*statements)
        self.publish()
        return self.bring()


@pytest.fixture
def world(tmp_path: Path, url: str) -> World:
    return World(tmp_path, url)


def test_every_table_arrives_with_types_descriptions_key_and_indexes(
    world: World, rows: Ask
) -> None:
    summary = world.next()
    assert summary.version == world.published.joinpath("current").resolve().name
    assert rows(
        "select person_key, lead_on, steps, points, amount, lead_at::text, is_mql, note "
        "from marts.fct_funnel where person_key = 'p4'"
    ) == [
        # Lists become text, and PostgreSQL can't hold a character 0.
        ("p4", date(2026, 1, 5), "[4]", "4", "1.33", "2026-01-01 10:00:00", True, "xy")
    ]
    assert rows(
        "select sum(value), min(computed_at at time zone 'UTC')::text from kpi.kpi_values"
    ) == [(4950.0, "2026-01-01 08:00:00")]
    assert rows("select obj_description('kpi.kpi_values'::regclass)") == [("Grain: it's all here",)]
    assert rows("select col_description('kpi.kpi_values'::regclass, 3)") == [("The figure",)]
    indexed = rows("select indexdef from pg_indexes where schemaname in ('kpi', 'marts')")
    assert any("UNIQUE" in str(one) and "(person_key)" in str(one) for one in indexed)
    assert any("(lead_on)" in str(one) for one in indexed)


def test_only_the_rows_that_differ_are_sent(world: World, rows: Ask) -> None:
    world.next()
    places = (
        "select person_key, ctid::text, xmin::text from marts.fct_funnel where person_key <> 'p7'"
    )
    before = {row[0]: row[1:] for row in rows(places)}
    summary = world.next(
        "update marts.fct_funnel set amount = 9.5 where person_key = 'p7'",
        "delete from marts.fct_funnel where person_key = 'p8'",
        "insert into marts.fct_funnel (person_key) values ('new')",
    )
    # What the publication is, and the one table that changed.
    assert summary.changed == ("kpi.publication", "marts.fct_funnel")
    after = {row[0]: row[1:] for row in rows(places)}
    assert after.pop("new") and before.pop("p8")
    assert after == before
    assert rows("select amount from marts.fct_funnel where person_key = 'p7'") == [("9.50",)]


def test_nothing_is_sent_again(world: World) -> None:
    world.next()
    assert world.bring().changed == ()


def test_views_and_grants_of_others_stay(world: World, rows: Ask, run: Run) -> None:
    world.next()
    run(
        "create role anna_of_views login",
        "create view public.mine as select count(*) as n from marts.fct_funnel",
        "grant accord_reader to anna_of_views",
        "grant select on public.mine to anna_of_views",
        "revoke select on kpi.kpi_catalog from accord_reader",
    )
    world.next("insert into marts.fct_funnel (person_key) values ('new')")
    assert rows("select n from public.mine", "anna_of_views") == [(101,)]
    with pytest.raises(PostgresError, match="permission denied"):
        rows("select * from kpi.kpi_catalog", "anna_of_views")
    with pytest.raises(PostgresError, match="permission denied"):
        rows("delete from marts.fct_funnel", "anna_of_views")


def test_a_column_and_a_table_are_added_and_a_table_goes(world: World, rows: Ask) -> None:
    world.next("create table marts.dim_old as select 1 as old_key")
    world.next(
        "alter table marts.fct_funnel add column score integer",
        "update marts.fct_funnel set score = 5",
        "create table marts.dim_new as select 1 as new_key",
    )
    assert rows("select distinct score from marts.fct_funnel") == [(5,)]
    assert rows("select new_key from marts.dim_new") == [(1,)]


def test_a_release_before_leaves_a_column_of_the_later_one_empty(world: World, rows: Ask) -> None:
    world.next()
    world.next("alter table marts.fct_funnel add column score integer default 5")
    rollback(world.published)
    world.bring()
    assert rows("select count(*), count(score) from marts.fct_funnel") == [(100, 0)]


def test_a_database_that_somebody_changed_is_put_right(world: World, rows: Ask, run: Run) -> None:
    world.next()
    run("delete from marts.fct_funnel where person_key = 'p3'")
    world.next("update marts.fct_funnel set amount = 1 where person_key = 'p4'")
    assert rows(
        "select count(*), sum(amount) filter (where person_key = 'p4') from marts.fct_funnel"
    ) == [(100, "1.00")]


def test_without_the_version_before_all_is_compared(world: World, rows: Ask) -> None:
    world.next()
    held = world.published / "versions" / held_version(world._url)
    (held / "accord.duckdb").write_bytes(b"damaged")
    world.change("update marts.fct_funnel set amount = 9 where person_key = 'p1'")
    world.publish()
    summary = world.bring()
    assert rows("select amount from marts.fct_funnel where person_key = 'p1'") == [("9.00",)]
    assert "marts.fct_funnel" in summary.changed


def test_a_key_that_does_not_hold_is_no_key(world: World, rows: Ask) -> None:
    world.next("insert into marts.fct_funnel (person_key) values ('p1'), (null)")
    world.next("update marts.fct_funnel set amount = 2 where person_key = 'p1'")
    assert rows("select count(*), min(amount) from marts.fct_funnel where person_key = 'p1'") == [
        (2, "2.00")
    ]
    assert rows("select count(*) from marts.fct_funnel") == [(102,)]


def test_a_failure_on_the_way_leaves_the_publication_before(
    world: World, rows: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    from publishing.postgres import transfer

    world.next()
    held = held_version(world._url)
    world.change("update kpi.kpi_values set value = 7", "update marts.fct_funnel set amount = 7")
    world.publish()

    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(transfer, "describe", broken)
    with pytest.raises(KeyboardInterrupt):
        world.bring()
    assert held_version(world._url) == held
    assert rows("select sum(value) from kpi.kpi_values") == [(4950.0,)]
    assert rows("select count(*), count(distinct amount) > 1 from marts.fct_funnel") == [
        (100, True)
    ]


def test_readers_see_one_publication_whole_while_others_come(world: World, url: str) -> None:
    world.next("update kpi.kpi_values set value = 0", "update marts.fct_funnel set amount = 0")
    seen: list[tuple[object, ...]] = []
    problems: list[str] = []
    ended = threading.Event()

    def read(level: str) -> None:
        with connected(url) as session:
            while not ended.is_set():
                session.run(f"set transaction isolation level {level}")
                if level == "read committed":
                    # One statement: it sees one instant.
                    seen.extend(
                        session.rows(
                            "select (select min(value) from kpi.kpi_values), "
                            "(select max(value) from kpi.kpi_values), "
                            "(select max(amount)::float8 from marts.fct_funnel)"
                        )
                    )
                else:
                    low = session.rows("select min(value), count(*) from kpi.kpi_values")[0]
                    amount = session.rows("select max(amount)::float8 from marts.fct_funnel")[0]
                    seen.append((low[0], low[0], amount[0]))
                    if low[1] != 100:
                        problems.append(f"{low[1]} rows")
                session.rollback()

    readers = [
        threading.Thread(target=read, args=(level,))
        for level in ("read committed", "repeatable read")
    ]
    for reader in readers:
        reader.start()
    try:
        for number in range(1, 6):
            world.next(
                f"update kpi.kpi_values set value = {number}",
                f"update marts.fct_funnel set amount = {number}",
            )
    finally:
        ended.set()
        for reader in readers:
            reader.join()
    assert not problems
    assert len(set(seen)) > 1
    assert all(len(set(one)) == 1 for one in seen), set(seen)


def test_a_reader_who_stays_in_a_transaction_holds_nobody_up(world: World, url: str) -> None:
    world.next()
    with connected(url) as reader:
        reader.rows("select count(*) from kpi.kpi_values")
        world.next("update kpi.kpi_values set value = 3")
        # Its transaction goes on; what it asks next is of its isolation level.
        assert reader.rows("select max(value) from kpi.kpi_values") == [(3.0,)]


def test_another_companys_database_and_other_schemas_are_refused(
    world: World, url: str, run: Run
) -> None:
    run("create schema kpi")
    with pytest.raises(PostgresError, match="a database of its own"):
        world.next()
    run("drop schema kpi")
    world.next()
    with pytest.raises(PostgresError, match="publication of acme, and this is other"):
        publish_to_postgres(url, world.published, "other", KEYS)


def test_a_column_of_another_type_is_refused(world: World, run: Run) -> None:
    world.next()
    run("alter table marts.fct_funnel alter amount type text")
    with pytest.raises(
        PostgresError, match=r"fct_funnel\.amount is text in PostgreSQL and numeric"
    ):
        world.next("update marts.fct_funnel set amount = 9")


def test_an_unreachable_database_is_said_without_the_password(world: World) -> None:
    world.publish()
    with pytest.raises(PostgresError, match="can't be reached") as caught:
        publish_to_postgres(
            "postgresql://accord:hunter2@127.0.0.1:1/bi", world.published, "acme", KEYS
        )
    assert "hunter2" not in str(caught.value)


def test_decimals_are_exact(world: World, rows: Ask) -> None:
    world.next()
    with duckdb.connect(str(world.warehouse), read_only=True) as connection:
        expected = connection.execute("select sum(amount) from marts.fct_funnel").fetchone()
    assert expected is not None
    assert Decimal(str(rows("select sum(amount) from marts.fct_funnel")[0][0])) == expected[0]
