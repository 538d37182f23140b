"""The definitions as they were compiled: kept with a close, and asked again of other rows.

A formula is written once, in a metric file; what MetricFlow made of it is a dbt model per grain.
Here the same text reads rows of two times, so that a figure can be computed step by step from what
was reported to what it is now.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2

_ANSWER = re.compile(r"^answer_\d+ as \($", re.MULTILINE)
_SOURCE = re.compile(r"kpi_source\(ref\('(?P<mart>\w+)'\), '(?P<day>\w+)'")
_BEHIND = "rows_behind.json"


@dataclass(frozen=True, order=True)
class Fact:
    """The rows of a mart as a definition counts them: by one of its days."""

    mart: str
    day: str

    @property
    def name(self) -> str:
        """The name in files and of tables."""
        return f"{self.mart}__{self.day}"


@dataclass(frozen=True)
class Statement:
    """One question of a compiled model: what it reads, and the series that it answers."""

    answer: str
    rows: Mapping[str, str]
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Definitions:
    """What the KPIs of one grain are compiled to.

    Attributes:
        grain: of the figures.
        texts: the dbt models, by name.
        keys: the column that names a row of each mart.
    """

    grain: str
    texts: Mapping[str, str]
    keys: Mapping[str, str]

    def statements(self) -> list[Statement]:
        """Return the questions of all models."""
        return [one for text in self.texts.values() for one in _statements(text)]

    def facts(self) -> list[Fact]:
        """Return the rows that the figures of the grain are made from."""
        return sorted({fact for one in self.statements() for fact in one.facts})

    def identifiers(self) -> frozenset[str]:
        """Return the columns that name members of a dimension: what is no identity of a record."""
        found = re.findall(r'"\w+": "(\w+_key)"', "\n".join(self.texts.values()))
        return frozenset(found)

    def to_bytes(self) -> bytes:
        """Return the text of a file that holds them."""
        content = {"grain": self.grain, "texts": dict(self.texts), "keys": dict(self.keys)}
        return gzip.compress(json.dumps(content, sort_keys=True).encode(), mtime=0)


def current(generated: Path, grain: str) -> Definitions:
    """Return the definitions of now, from the folder of the generated models."""
    names = (f"kpi__{grain}__*.sql", f"kpi__late_{grain}__*.sql")
    paths = sorted(path for name in names for path in generated.glob(name))
    behind: Mapping[str, list[dict[str, Any]]] = {}
    if (generated / _BEHIND).is_file():
        behind = json.loads((generated / _BEHIND).read_text(encoding="utf-8"))
    keys = {
        part["mart"]: part["key"]
        for variants in behind.values()
        for variant in variants
        for part in variant["parts"]
    }
    return Definitions(grain, {path.stem: path.read_text(encoding="utf-8") for path in paths}, keys)


def kept(path: Path) -> Definitions:
    """Return the definitions that a close keeps."""
    return Definitions(**json.loads(gzip.decompress(path.read_bytes())))


def question(
    statement: Statement,
    kpis: Collection[str],
    relation: Callable[[str], str],
    rows_of: Callable[[Fact], str],
) -> str:
    """Return a statement as SQL, for these KPIs alone: rows (kpi_id, variant, period_start, …).

    Args:
        statement: of a compiled model.
        kpis: which of its series are asked for.
        relation: where a model is that is no fact.
        rows_of: where the rows of a fact are that count.
    """
    asked = "\n    union all\n".join(
        row for row, kpi in ((row, kpi) for row, kpi in statement.rows.items()) if kpi in kpis
    )
    name = statement.answer.split(" ", 1)[0]
    text = (
        f"with {statement.answer},\nmeasured as (\n{asked}\n)\n"
        "select kpi_id, variant, cast(period_start as date) as period_start, dimension, "
        "dimension_value, value, numerator, denominator from measured"
    )
    del name
    return _render(text, relation, rows_of)


def _statements(text: str) -> Sequence[Statement]:
    """Split a compiled model into its questions."""
    starts = [match.start() for match in _ANSWER.finditer(text.replace("with answer_", "answer_"))]
    plain = text.replace("with answer_", "answer_")
    ends = [*starts[1:], plain.find("\nmeasured as (")]
    found = []
    listed = plain[ends[-1] :].partition("measured as (\n")[2].partition("\n)\n")[0]
    rows = listed.split("\n    union all\n")
    for start, end in zip(starts, ends, strict=True):
        answer = plain[start:end].strip().rstrip(",")
        name = answer.split(" ", 1)[0]
        own = {
            row: match[1]
            for row in rows
            if f"from {name} where" in row
            and (match := re.search(r"select '(\w+)' as kpi_id", row))
        }
        facts = {Fact(match["mart"], match["day"]) for match in _SOURCE.finditer(answer)}
        found.append(Statement(answer, own, tuple(sorted(facts))))
    return found


def _render(text: str, relation: Callable[[str], str], rows_of: Callable[[Fact], str]) -> str:
    """Fill in the few macros that compiled models use, as DuckDB has them."""

    def kpi_source(
        mart: str, day: str, _grain: str, _bounds: object, members: Mapping[str, str]
    ) -> str:
        cases = "".join(f" when '{name}' then facts.{column}" for name, column in members.items())
        member = f"case places.kpi_dimension{cases} else 'total' end" if members else "'total'"
        places = ", ".join(f"('{name}')" for name in ("total", *members))
        return (
            f"(select facts.*, places.kpi_dimension, {member} as kpi_member "  # noqa: S608
            f"from ({rows_of(Fact(mart, day))}) as facts "
            f"cross join (values {places}) as places(kpi_dimension) "
            f"where facts.{day} is not null)"
        )

    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=False)  # noqa: S701
    names = re.findall(r"kpi_source\(ref\('(\w+)'\)", text)
    return environment.from_string(text).render(
        bounds={},
        # A fact stays a name for kpi_source; anything else is read where it is.
        ref=lambda name: name if name in names else relation(name),
        kpi_source=kpi_source,
        first_day_of=lambda period, day: f"cast(date_trunc('{period}', {day}) as date)",
        type_double=lambda: "double",
        percentile=lambda value, share: f"percentile_cont({share}) within group (order by {value})",
    )
