"""What feeds each published table and KPI, from dbt's own graph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb

from publishing import Feeds

_VARIABLE = re.compile(r"""\bvar\(\s*['"](\w+)""")
#: Variables that are other ones on each run.
_OF_THE_RUN = {"as_of", "kpi_from", "kpi_to", "run_id"}
#: The records of a base entity, of all sources.
_UNIONED = re.compile(r"int_(\w+)__unioned")
_RATES = "fx_rates"
_PUBLISHED = ("marts", "kpi")


class Lineage:
    """dbt's graph, asked backwards."""

    def __init__(self, manifest: Mapping[str, Any]) -> None:
        """Index the manifest's models and sources by `schema.name`."""
        self._nodes: Mapping[str, Any] = {**manifest["sources"], **manifest["nodes"]}
        self._macros: Mapping[str, Any] = manifest["macros"]
        self._ids = {_label(node): key for key, node in self._nodes.items()}
        self._variables: dict[str, frozenset[str]] = {}

    def tables(self) -> dict[str, Feeds]:
        """Return what feeds each table of the published schemas."""
        return {
            label: self.feeds([label])
            for label in self._ids
            if label.split(".", 1)[0] in _PUBLISHED
        }

    def marked(self, mark: str) -> frozenset[str]:
        """Return the tables whose model says `meta: {<mark>: true}`."""
        return frozenset(
            label
            for label, key in self._ids.items()
            if self._nodes[key].get("config", {}).get("meta", {}).get(mark)
        )

    def entities(self) -> dict[str, frozenset[str]]:
        """Return the base entities that each mart and KPI table is made from, by its name."""
        return {
            label.split(".", 1)[1]: frozenset(
                match[1]
                for ancestor in self._with_ancestors([key])
                if (match := _UNIONED.fullmatch(ancestor.rsplit(".", 1)[-1]))
            )
            for label, key in self._ids.items()
            if label.split(".", 1)[0] in _PUBLISHED
        }

    def feeds(self, labels: Iterable[str]) -> Feeds:
        """Return what feeds `labels` together."""
        found = self._with_ancestors(self._ids[label] for label in labels if label in self._ids)
        raw = sorted(_label(self._nodes[key]) for key in found if key.startswith("source."))
        settings: set[str] = set()
        for key in found:
            settings |= self._settings(key)
        return Feeds(
            tuple(label for label in raw if label.startswith("raw_")),
            tuple(sorted(settings - _OF_THE_RUN)),
            any(_RATES in key for key in found),
        )

    def _with_ancestors(self, keys: Iterable[str]) -> set[str]:
        found: set[str] = set()
        waiting = list(keys)
        while waiting:
            key = waiting.pop()
            if key not in found and key in self._nodes:
                found.add(key)
                waiting += self._nodes[key].get("depends_on", {}).get("nodes", [])
        return found

    def _settings(self, key: str) -> frozenset[str]:
        """Return the variables that a node or macro reads, itself or through macros."""
        if key not in self._variables:
            self._variables[key] = frozenset()  # ends a circle of macros
            node = self._nodes.get(key) or self._macros.get(key, {})
            text = node.get("raw_code") or node.get("macro_sql") or ""
            read = set(_VARIABLE.findall(text))
            for macro in node.get("depends_on", {}).get("macros", []):
                if macro.startswith("macro.accord."):
                    read |= self._settings(macro)
            self._variables[key] = frozenset(read)
        return self._variables[key]


def kpi_feeds(lineage: Lineage, warehouse_path: Path) -> dict[str, Feeds]:
    """Return what feeds each KPI.

    Its raw tables are those of the entities that its facts cannot do without, as the warehouse's
    `kpi.kpi__inputs` has them; its settings are those of all that its facts are made from.
    """
    return {
        kpi: _of_kpi(lineage, [label for label in labels if label])
        for kpi, labels in _kpi_inputs(warehouse_path)
    }


def _of_kpi(lineage: Lineage, labels: list[str]) -> Feeds:
    whole = lineage.feeds(labels)
    raw = tuple(label for label in labels if label.startswith("raw_"))
    return Feeds(raw, whole.settings, whole.uses_rates)


def _kpi_inputs(warehouse_path: Path) -> Iterator[tuple[str, list[str]]]:
    with duckdb.connect(str(warehouse_path), read_only=True) as connection:
        known = connection.execute(
            "select 1 from duckdb_tables() where schema_name = 'kpi' and table_name = 'kpi__inputs'"
        ).fetchall()
        if known:
            yield from connection.execute(
                "select kpi_id, list(table_name) from kpi.kpi__inputs group by kpi_id"
            ).fetchall()


def _label(node: Mapping[str, Any]) -> str:
    name = node.get("identifier") or node.get("alias") or node["name"]
    return f"{node['schema']}.{name}"
