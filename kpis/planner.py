"""MetricFlow as a planner: metrics in, SQL out. Nothing is executed and no warehouse is opened."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from kpis.definition import Dimension, Grain
from kpis.portable import portable
from kpis.problems import CompileError
from kpis.semantics import DIMENSION, MEMBER, Fact, Semantics
from kpis.series import Query

if TYPE_CHECKING:
    from metricflow.engine.metricflow_engine import MetricFlowEngine

#: MetricFlow's name of each grain. Quarters and years follow the fiscal year: they are custom
#: granularities of the time spine, for `date_trunc` knows calendar ones only.
GRANULARITIES: dict[Grain, str] = {
    "day": "day",
    "week": "week",
    "month": "month",
    "quarter": "fiscal_quarter",
    "year": "fiscal_year",
}


def period_column(grain: Grain) -> str:
    """Return the column of MetricFlow's answer that holds the first day of the period."""
    return f"metric_time__{GRANULARITIES[grain]}"


class Planner:
    """Asks MetricFlow for the SQL of many metrics in one query."""

    def __init__(self, semantics: Semantics) -> None:
        """Set MetricFlow up for `semantics`: some seconds, so do it once."""
        self._relations = {fact.relation: fact for fact in semantics.facts}
        spines = semantics.manifest["project_configuration"]["time_spines"]
        self._spines = {
            spine["node_relation"]["relation_name"]: spine["node_relation"]["alias"]
            for spine in spines
        }
        self.spine_columns: dict[str, str] = {
            granularity["name"]: granularity["column_name"]
            for spine in spines
            for granularity in spine["custom_granularities"]
        }
        self._sources = {fact.name: fact for fact in semantics.facts}
        self._semantics = semantics
        self._engines: dict[frozenset[str], MetricFlowEngine] = {}

    def sql(self, query: Query, *, filled_in: bool = True) -> str:
        """Return MetricFlow's SQL for `query`, over the relations of the warehouse.

        Without `filled_in`, the filter's grain keeps its placeholder.

        Raises:
            CompileError: MetricFlow cannot answer it, with its reason.
        """
        sql = explain(self._engine(query.facts), query, filled_in=filled_in)
        lines = [line.rstrip() for line in sql.splitlines() if not line.strip().startswith("--")]
        return "\n".join(lines)

    def _engine(self, facts: frozenset[str]) -> MetricFlowEngine:
        """Return an engine that knows `facts` alone.

        MetricFlow looks at every fact for a join; ours share no key that one fact owns, so what the
        others are cannot change a plan, only the time that it takes.
        """
        if facts not in self._engines:
            self._engines[facts] = engine_of(self._semantics.restricted_to(facts))
        return self._engines[facts]

    def templated(self, sql: str, query: Query) -> str:
        """Return `sql` as a dbt model reads it: `ref()`, and the facts cut to the periods asked.

        The cut is made where the fact is read, on its metric time, by whole periods: what is
        computed for a period never depends on which others are computed with it. There too each
        row is repeated for every dimension that it counts in.

        Raises:
            CompileError: a fact lacks a dimension, or is read in a way that is not known.
        """

        def source(match: re.Match[str]) -> str:
            fact = self._sources[match["name"]]
            ref = f"ref('{fact.model}')"
            members = json.dumps(_member_columns(fact, query.dimensions))
            cut = f"'{fact.time_column}', '{query.grain}', bounds"
            return f"FROM {{{{ kpi_source({ref}, {cut}, {members}) }}}} {match['alias']}"

        named = re.sub(
            r'FROM "[^"]+"\."[^"]+"\."[^"]+" (?P<alias>(?P<name>\w+)_src_\d+)', source, sql
        )
        for relation, model in self._spines.items():
            named = named.replace(relation, f"{{{{ ref('{model}') }}}}")
        left = [relation for relation in self._relations if relation in named]
        if left:
            raise CompileError(f"MetricFlow reads {', '.join(left)} in a way that is not known")
        return portable(named)

    def readable(self, sql: str) -> str:
        """Return `sql` with relations named as a reader knows them: schema and table."""
        return re.sub(r'"[^"]+"\."([^"]+)"\."([^"]+)"', r"\1.\2", sql)


def _member_columns(fact: Fact, dimensions: Iterable[Dimension]) -> dict[str, str]:
    """Return the column of `fact` that holds the member of each of `dimensions`."""
    missing = [name for name in dimensions if name not in fact.dimension_columns]
    if missing:
        raise CompileError(
            f"a KPI over the semantic model {fact.name!r} has the dimensions {', '.join(missing)}, "
            "which are no entities of it: add them there, or exclude them with the reason"
        )
    return {name: fact.dimension_columns[name] for name in dimensions}


def explain(engine: MetricFlowEngine, query: Query, *, filled_in: bool = True) -> str:
    """Return MetricFlow's SQL for `query`, as `mf query --explain` shows it.

    Raises:
        CompileError: MetricFlow cannot answer it, with its reason.
    """
    from metricflow.engine.metricflow_engine import MetricFlowQueryRequest

    group_by = [period_column(query.grain)]
    group_by += [] if query.is_total else [DIMENSION, MEMBER]
    group_by += [query.variant_dimension] if query.variant_dimension else []
    where = query.where and (query.filled_in(query.where) if filled_in else query.where)
    request = MetricFlowQueryRequest.create(
        metric_names=query.metrics,
        group_by_names=group_by,
        where_constraints=[where] if where else None,
    )
    try:
        return str(engine.explain(request).sql_statement.sql)
    except Exception as error:
        asked = f"{', '.join(query.metrics)} by {', '.join(group_by)}"
        raise CompileError(f"MetricFlow cannot plan {asked}: {error}") from error


def engine_of(semantics: Semantics) -> MetricFlowEngine:
    """Return MetricFlow over `semantics`, for planning only."""
    from metricflow.engine.metricflow_engine import MetricFlowEngine
    from metricflow.protocols.sql_client import SqlEngine
    from metricflow.sql.render.duckdb_renderer import DuckDbSqlPlanRenderer
    from metricflow_semantics.model.dbt_manifest_parser import (
        parse_manifest_from_dbt_generated_manifest,
    )
    from metricflow_semantics.model.semantic_manifest_lookup import SemanticManifestLookup

    class Dialect:
        """The part of a SQL client that planning needs: which dialect to write."""

        sql_engine_type = SqlEngine.DUCKDB
        sql_plan_renderer = DuckDbSqlPlanRenderer()

    text = json.dumps(dict(semantics.manifest))
    manifest: Any = parse_manifest_from_dbt_generated_manifest(text)
    client: Any = Dialect()
    return MetricFlowEngine(SemanticManifestLookup(manifest), client)
