"""Which suites apply to a company, and their checks' names in Dagster."""

from __future__ import annotations

import re

from expectations.declared import DeclaredTable
from expectations.suite import Stage, Suite
from expectations.suites import all_suites
from orchestration.company.context import Company

STAGES: tuple[Stage, ...] = ("raw", "marts")


def applicable_suites(company: Company, stage: Stage) -> list[Suite]:
    """Return the suites of `stage` on what the company has; the others are expected to be empty."""
    fed = fed_entities(company)
    return [
        suite
        for suite in all_suites()
        if suite.stage == stage
        and (suite.source is None or suite.source in company.sources)
        and fed.issuperset(suite.feeds_on)
    ]


def declared_tables(company: Company, stage: Stage) -> list[DeclaredTable]:
    """Return the raw tables that have no suite: their declaration alone says what must hold."""
    if stage != "raw":
        return []
    # Imported here: it loads dlt, which the command line's quick commands don't need.
    from ingestion.registry import discover

    with_suite = {suite.table for suite in applicable_suites(company, stage)}
    found = []
    for spec in (discover()[name] for name in company.sources):
        for name in spec.raw_tables:
            table, declared = f"{spec.dataset}.{name}", spec.declared.get(name)
            if table in with_suite:
                continue
            if declared is None:
                found.append(DeclaredTable(table))
            else:
                found.append(DeclaredTable(table, **vars(declared)))
    return found


def counted_tables(company: Company, stage: Stage) -> list[str]:
    """Return the raw tables of which the source says how many rows were refused."""
    if stage != "raw":
        return []
    from ingestion.registry import discover

    return [
        f"{discover()[source].dataset}.{entity}"
        for source, entities in company.entities_by_source().items()
        if discover()[source].is_conformed
        for entity in entities
    ]


def fed_entities(company: Company) -> set[str]:
    """Return the base entities that the company's sources feed."""
    return {entity for fed in company.entities_by_source().values() for entity in fed}


def check_name(name: str) -> str:
    """Return `name` with an underscore for each character that Dagster's names can't have."""
    return re.sub(r"[^A-Za-z0-9_]", "_", name)


def build_phases(company: Company) -> tuple[str, ...]:
    """Return the phases that a build of this company passes before it may be published.

    Loading is one phase per source; a stage that has no suite is no phase.
    """
    raw, marts = (
        (f"{stage} checks",)
        if applicable_suites(company, stage) or declared_tables(company, stage)
        else ()
        for stage in STAGES
    )
    loads = tuple(f"load {source}" for source in company.sources)
    return (*loads, *raw, "build", *marts, "kpis")
