"""Has Spark's own parser and analyser read every statement that dbt compiled for it.

Runs in the environment of `make spark`: python -m program.analyse TARGET RAW REPORT. Each model is
analysed over empty tables of the columns that the models before it gave; nothing is computed but
the model `engine_values`, whose rows are reported.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession

Columns = Mapping[str, str]
Node = dict[str, Any]


@dataclass
class Report:
    """What Spark refused (statement: reason), what it took, and the rows of `engine_values`."""

    refused: dict[str, str] = field(default_factory=dict)
    accepted: list[str] = field(default_factory=list)
    values: dict[str, str | None] = field(default_factory=dict)


class Analyser:
    """A Spark session with an empty table for every relation that was analysed."""

    def __init__(self, folder: Path) -> None:
        self._spark = (
            SparkSession.builder.master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.warehouse.dir", str(folder / "spark"))
            .getOrCreate()
        )
        self._spark.sparkContext.setLogLevel("ERROR")
        self._schemas: set[str] = set()
        self.report = Report()

    def declare(self, schema: str, table: str, columns: Columns) -> None:
        """Make an empty table."""
        if schema not in self._schemas:
            self._spark.sql(f"create database if not exists {schema}")
            self._schemas.add(schema)
        declared = ", ".join(f"`{name}` {kind}" for name, kind in columns.items())
        self._spark.sql(f"drop table if exists {schema}.{table}")
        self._spark.sql(f"create table {schema}.{table} ({declared}) using json")

    def analyse(self, node: Node) -> None:
        """Analyse one statement; where others may read it, declare what it gives."""
        declared = {name: one["data_type"] for name, one in node["columns"].items()}
        is_table = node["resource_type"] != "test"
        try:
            given = self._analysed(node, declared)
            self.report.accepted.append(node["name"])
            columns = {name: given.get(name, "string") for name in given}
        except PySparkException as error:
            self.report.refused[node["name"]] = str(error).split("JVM stacktrace")[0]
            # What reads it is analysed all the same, by what its contract promises.
            columns = {name: kind or "string" for name, kind in declared.items()}
        if is_table and columns:
            self.declare(node["schema"], node["alias"], columns)

    def _analysed(self, node: Node, declared: Mapping[str, str | None]) -> Columns:
        if node["language"] == "python":
            return {name: kind or "string" for name, kind in declared.items()}
        result = self._spark.sql(node["compiled_code"])
        if node["name"] == "engine_values":
            self.report.values = dict(map(tuple, result.collect()))
        given = _columns(result)
        if node["config"].get("contract", {}).get("enforced"):
            self._hold_to(node["name"], declared, given)
            return {name: str(kind) for name, kind in declared.items()}
        return given

    def _hold_to(self, name: str, declared: Mapping[str, str | None], given: Columns) -> None:
        """Note the columns whose type is not that of the contract."""
        for column, kind in declared.items():
            promised = str(kind).replace(" ", "").replace("integer", "int")
            if given.get(column) != promised:
                self.report.refused[f"{name}.{column}"] = f"{given.get(column)}, not {promised}"


def _columns(result: DataFrame) -> Columns:
    """Return the columns of a statement; a null without a type is a text."""
    kinds = {one.name: one.dataType.simpleString() for one in result.schema.fields}
    return {name: "string" if kind == "void" else kind for name, kind in kinds.items()}


def in_order(nodes: Mapping[str, Node]) -> Iterator[Node]:
    """Return models, snapshots and tests, each after all that it reads."""
    done: set[str] = set()

    def visit(key: str) -> Iterator[Node]:
        if key in nodes and key not in done:
            done.add(key)
            for parent in nodes[key]["depends_on"]["nodes"]:
                yield from visit(parent)
            yield nodes[key]

    for key in nodes:
        yield from visit(key)


def main(target: Path, raw: Path, report: Path) -> None:
    """Analyse what dbt compiled into `target`; write a `Report` as JSON."""
    manifest = json.loads((target / "manifest.json").read_text())
    analyser = Analyser(target)
    for relation, columns in json.loads(raw.read_text()).items():
        analyser.declare(*relation.split("."), columns)
    # A hook that has nothing to do on this engine compiles to no statement; dbt leaves it out too.
    written = {
        key: node
        for key, node in manifest["nodes"].items()
        if node["resource_type"] != "operation" or node["compiled_code"].strip()
    }
    for node in in_order(written):
        if node["config"]["materialized"] != "ephemeral":
            analyser.analyse(node)
    report.write_text(json.dumps(vars(analyser.report), indent=1))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
