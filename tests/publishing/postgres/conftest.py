"""One server for the tests of a worker, and an empty database for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

import adbc_driver_postgresql.dbapi as driver
import pytest

from publishing.postgres.session import connected
from tests.publishing.postgres.server import programs, server

_numbers = count(1)


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    if programs() is None:
        pytest.skip("no PostgreSQL here: `make postgres` installs one beside Accord")
    with server() as address:
        yield address


@pytest.fixture
def url(address: str) -> str:
    """The address of an empty database of a server without our roles' members."""
    name = f"bi_{next(_numbers)}"
    connected_to = driver.connect(f"{address}/postgres", autocommit=True)
    with connected_to as connection, connection.cursor() as cursor:
        cursor.execute(f"create database {name}")
    return f"{address}/{name}"


@pytest.fixture
def rows(url: str) -> Callable[..., list[tuple[object, ...]]]:
    """Ask the database, as its owner or as a login."""

    def ask(query: str, login: str | None = None) -> list[tuple[object, ...]]:
        address = url.replace("accord@", f"{login}@") if login else url
        with connected(address) as session:
            return session.rows(query)

    return ask


@pytest.fixture
def run(url: str) -> Callable[..., None]:
    """Execute statements as the owner."""

    def execute(*statements: str) -> None:
        with connected(url) as session:
            for statement in statements:
                session.run(statement)
            session.commit()

    return execute
