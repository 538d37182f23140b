"""Great Expectations' suites as asset checks: raw tables before dbt, marts after it.

A raw table without a suite is checked by its declaration.

A blocking check that fails, errors, times out or can't read its table fails its step: what
follows is skipped, and the gate stays shut.
"""

from collections import ChainMap
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import dagster as dg

from expectations.declared import DeclaredTable, is_blocking, look_at, words_of_declared
from expectations.docs import words_of, write_docs
from expectations.refused import (
    blocks,
    look_at_refused,
    refused_shares,
    words_of_refused,
)
from expectations.results import CheckResult, SuiteResult, read_results, store_results
from expectations.runner import run_suites
from expectations.suite import Stage, Suite
from ingestion.registry import discover
from orchestration.build.checks import (
    applicable_suites,
    check_name,
    counted_tables,
    declared_tables,
    fed_entities,
)
from orchestration.build.refused import (
    maybe_none_yet,
    naming_what_should_fill,
    refused_tables,
    without_blocking,
)
from orchestration.build.resources import Writer
from orchestration.company.context import Company, load_company
from orchestration.dbt.manifest import load_manifest
from orchestration.translators import (
    WAREHOUSE_POOL,
    AccordDbtTranslator,
    mart_keys,
    raw_key,
    table_key,
)

_company = load_company()


class BlockedError(RuntimeError):
    """Blocking checks did not pass: nothing is published."""


class UnknownTableError(ValueError):
    """A suite checks a table that nothing makes."""


def _declared_specs(
    tables: list[DeclaredTable], after: list[dg.AssetKey]
) -> list[dg.AssetCheckSpec]:
    return [
        dg.AssetCheckSpec(
            name,
            asset=table_key(it.table),
            description=why,
            blocking=is_blocking(name),
            additional_deps=[key for key in after if key != table_key(it.table)],
        )
        for it in tables
        for name, why in it.words().items()
    ]


def _specs(suites: list[Suite], after: list[dg.AssetKey]) -> list[dg.AssetCheckSpec]:
    return [
        dg.AssetCheckSpec(
            check_name(check.name),
            asset=table_key(suite.table),
            description=check.why,
            blocking=check.severity == "block",
            # All tables are loaded before any is checked.
            additional_deps=[key for key in after if key != table_key(suite.table)],
        )
        for suite in suites
        for check in suite.checks
    ]


def _refused_specs(tables: list[str], after: list[dg.AssetKey]) -> list[dg.AssetCheckSpec]:
    return [
        dg.AssetCheckSpec(
            name,
            asset=table_key(table),
            description=why,
            blocking=blocks(name),
            additional_deps=[key for key in after if key != table_key(table)],
        )
        for table in tables
        for name, why in words_of_refused(_company.profile.refused_rows).items()
    ]


def _name_of(result: CheckResult) -> str:
    """Return a check's name within its table."""
    return result.check_id.removeprefix(f"{result.table_name}.")


def _outcome(result: CheckResult, docs: str) -> dg.AssetCheckResult:
    known = {
        "rows checked": result.checked_rows,
        "rows at fault": result.offending_rows,
        "found": result.observed,
        "reason": result.reason or None,
    }
    metadata = {name: value for name, value in known.items() if value is not None}
    if result.evidence:
        metadata["keys of rows at fault"] = ", ".join(result.evidence[:20])
    return dg.AssetCheckResult(
        passed=result.success,
        asset_key=table_key(result.table_name),
        check_name=check_name(_name_of(result)),
        severity=(
            dg.AssetCheckSeverity.ERROR
            if result.severity == "block"
            else dg.AssetCheckSeverity.WARN
        ),
        metadata={
            **metadata,
            "data docs": dg.MetadataValue.url(f"{docs}#{result.table_name}"),
        },
    )


def checks(
    stage: Stage, tables: list[dg.AssetKey], after: list[dg.AssetKey]
) -> dg.AssetChecksDefinition | None:
    """Return the step that runs every suite of `stage`, each once; None when there is none.

    Raises:
        UnknownTableError: a suite is of a table that is not among `tables`.
    """
    suites = applicable_suites(_company, stage)
    unknown = [suite.table for suite in suites if table_key(suite.table) not in tables]
    if unknown:
        raise UnknownTableError(
            f"{', '.join(unknown)}: there is a suite, but no source or model makes the table"
        )
    declared, counted = declared_tables(_company, stage), counted_tables(_company, stage)
    if not suites and not declared:
        return None

    @dg.multi_asset_check(
        name=f"{stage}_checks",
        specs=[
            *_specs(suites, after),
            *_declared_specs(declared, after),
            *_refused_specs(counted, after),
        ],
        description=f"Checks on {stage}: what blocks and what warns.",
        pool=WAREHOUSE_POOL,
    )
    def run_checks(writer: Writer) -> Iterator[dg.AssetCheckResult]:
        phase = f"{stage} checks"
        gate = writer.gate()
        docs = writer.company.settings.page(f"checks/{stage}/index.html")
        made_by = writer.made_before(phase)
        warehouse = writer.company.settings.warehouse_path
        results = read_results(warehouse, made_by, stage) if made_by else []
        if made_by and all(result.has_answer for result in results):
            # The same rows were looked at by the same checks: what was found is kept.
            gate.pass_unchanged(phase)
            yield from (_outcome(result, docs) for result in results)
            return
        with gate.phase(phase, writer.inputs):
            results = _run(writer.company, suites, declared, counted, stage, writer.run_id)
            yield from (_outcome(result, docs) for result in results)
            blocking = [
                f"{result.check_id}: {result.reason}" for result in results if result.blocks
            ]
            if blocking:
                raise BlockedError("nothing is published:\n" + "\n".join(blocking))

    return run_checks


def _run(
    company: Company,
    suites: list[Suite],
    declared: list[DeclaredTable],
    counted: list[str],
    stage: Stage,
    run_id: str,
) -> list[CheckResult]:
    warehouse = company.settings.warehouse_path
    outcomes = look_at(warehouse, declared, run_id) if declared else []
    if suites:
        # Great Expectations takes seconds to begin.
        outcomes += run_suites(
            suites,
            warehouse,
            company.as_of,
            active_sources=company.sources,
            fed_entities=fed_entities(company),
        )
    may_be_empty = refused_tables(warehouse, company.sources) | maybe_none_yet(
        warehouse, suites, company.as_of
    )
    outcomes = without_blocking(outcomes, may_be_empty)
    outcomes = naming_what_should_fill(outcomes, suites, warehouse, company.as_of)
    outcomes = _joined([*outcomes, *_of_refused_rows(company, counted)])
    store_results(warehouse, run_id, outcomes)
    limits = company.profile.refused_rows
    words = [
        *(words_of(suite, company.as_of) for suite in suites),
        *(words_of_declared(table) for table in declared),
        *(
            {f"{table}.{name}": why for name, why in words_of_refused(limits).items()}
            for table in counted
        ),
    ]
    write_docs(_docs_folder(company, stage), stage, outcomes, dict(ChainMap(*words)))
    return [result for outcome in outcomes for result in outcome.results]


def _of_refused_rows(company: Company, counted: list[str]) -> list[SuiteResult]:
    if not counted:
        return []
    shares = refused_shares(company.settings.warehouse_path, company.sources)
    return list(look_at_refused(shares, counted, company.profile.refused_rows))


def _joined(outcomes: list[SuiteResult]) -> list[SuiteResult]:
    """Return one outcome a table, for those that are looked at in several ways."""
    found: dict[str, SuiteResult] = {}
    for outcome in outcomes:
        before = found.get(outcome.table_name)
        results = (*before.results, *outcome.results) if before else outcome.results
        found[outcome.table_name] = replace(outcome, results=results)
    return list(found.values())


def _docs_folder(company: Company, stage: Stage) -> Path:
    return company.settings.docs_dir / "checks" / stage


_raw_tables = [
    raw_key(name, table) for name in _company.sources for table in discover()[name].raw_tables
]
_manifest = load_manifest()
_built = mart_keys(_manifest, AccordDbtTranslator())
raw_checks = checks("raw", _raw_tables, after=_raw_tables)
mart_checks = checks("marts", _built, after=[])
