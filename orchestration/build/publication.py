"""Publish what the warehouse holds, if its build is whole."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import dagster as dg

from ingestion.forgotten import read_forgotten
from orchestration.build.closing import finish_closes
from orchestration.build.contents import view_counts
from orchestration.build.lineage import Lineage, kpi_feeds
from orchestration.build.resources import Writer
from orchestration.company.context import Company
from orchestration.company.release import publications_to_undo_to
from orchestration.dbt.manifest import load_manifest
from orchestration.reporting.reports import ACCEPTED, LACKING, LOSSES
from orchestration.reporting.restated import tell_restatements
from orchestration.reporting.scorecard_reviews import REVIEWS, review_lines
from orchestration.reporting.summary import published_lacks
from publishing import (
    Comparison,
    PublishSummary,
    Retention,
    current_version,
    is_of_run,
    publish,
)
from publishing.site import SITE, SiteSettings, made_by_code, page_sizes

#: Lines of a report.
_SHOWN_ACCEPTED = 10
_PHASE = "publication"
#: Bytes of a page with its own data, without what all pages share.
LARGEST_PAGE = 1_000_000
#: On the page of the run: the periods that it closed.
CLOSED = "closed"
#: And the reported figures that have become others by more than the profile's share.
RESTATED = "reported figures that are others now"
#: The table that has the figures.
_FIGURES = dg.AssetKey(["kpi", "kpi_values"])
#: The table that has what scorecards' periods say.
_REVIEWS = dg.AssetKey(["kpi", "kpi_reviews"])


def publish_whole_build(
    context: dg.AssetExecutionContext, writer: Writer
) -> dg.MaterializeResult[None]:
    """Publish, and say how much; readers keep what they have if it is of this very build.

    Raises:
        GateError: a phase of the build did not pass, or somebody else changed its tables; readers
            keep what they have.
        PublishError: the audit refused the copy; readers keep what they have.
    """
    company = writer.company
    settings = company.settings
    gate = writer.gate()
    gate.require()
    current = current_version(settings.published_dir)
    # Templates are no code of the build: they make the pages anew, and nothing else.
    build = f"{gate.made_by('kpis')} {writer.inputs} {made_by_code()}"
    made_by = writer.made_before(_PHASE, build)
    # After a rollback readers have another run's.
    if current is not None and made_by and is_of_run(current.name, made_by):
        unchanged = {"unchanged since run": made_by, "version": current.name}
        return dg.MaterializeResult(metadata={**unchanged, **_lacking(writer), **_reviews(writer)})
    with gate.phase(_PHASE, build):
        summary = publish(
            settings.warehouse_path,
            settings.published_dir,
            writer.run_id,
            company.as_of,
            comparison=_comparison(writer),
            also_accepted=[asdict(one) for one in gate.accepted()],
            retention=Retention(
                settings.keep_publications,
                settings.keep_publications_bytes,
                publications_to_undo_to(settings.data_dir),
                read_forgotten(settings.data_dir).publications,
            ),
            memory_limit=settings.memory_limit,
            site=_site(company),
            storage_version=settings.storage_version,
            spreadsheets=settings.spreadsheets,
            parquet_by_grain=settings.parquet_by_grain,
            before_copy=gate.require_untouched,
        )
    gate.forget_accepted()
    closed = finish_closes(company)
    given = tell_restatements(settings, company.profile.closes.notify_above)
    for observation in view_counts(settings, summary.rows):
        context.log_event(observation)
    lacking = _lacking(writer)
    if lacking:
        context.log_event(dg.AssetObservation(_FIGURES, metadata=lacking))
    if found := _reviews(writer):
        context.log_event(dg.AssetObservation(_REVIEWS, metadata=found))
    return dg.MaterializeResult(
        metadata={
            "as of": company.as_of.isoformat(),
            "dagster/row_count": sum(summary.rows.values()),
            "tables": len(summary.rows),
            "seconds": summary.seconds,
            "version": summary.version,
            "compared with": summary.compared_with or "nothing",
            "file": dg.MetadataValue.path(summary.duckdb_path),
            "data docs": dg.MetadataValue.url(settings.page("checks/")),
            "report": dg.MetadataValue.url(settings.page(f"reports/{writer.run_id}.md")),
            **({"seconds of the pages": summary.site.seconds} if summary.site else {}),
            **_losses(summary),
            **lacking,
            **found,
            **({RESTATED: "\n".join(given)} if given else {}),
            **({CLOSED: ", ".join(one.period.words for one in closed)} if closed else {}),
        }
    )


def _site(company: Company) -> SiteSettings | None:
    """Return what the pages say of the company; None where its profile wants none."""
    profile = company.profile
    if not profile.publication.site:
        return None
    return SiteSettings(profile.name, profile.reporting_currency, profile.time_zone)


@dataclass(frozen=True)
class Pages:
    """The pages that readers have: what the UI shows of them, and which are too large."""

    metadata: Mapping[str, Any]
    too_large: Sequence[str]


def site_metadata(company: Company) -> Pages | None:
    """Return what the UI shows of the pages that readers have; None where there are none."""
    settings = company.settings
    folder = settings.published_dir / SITE
    if not folder.is_dir():
        return None
    sizes = page_sizes(folder.resolve())
    return Pages(
        {
            "pages": len(sizes),
            "largest page, bytes": max(sizes.values(), default=0),
            "open": dg.MetadataValue.url(settings.page("figures/index.html")),
            "file": dg.MetadataValue.path(folder / "index.html"),
        },
        [name for name, size in sizes.items() if size > LARGEST_PAGE],
    )


def _comparison(writer: Writer) -> Comparison:
    """Return how this run's publication is compared with the one before."""
    company = writer.company
    lineage = Lineage(load_manifest())
    rules = company.profile.publication
    return Comparison(
        settings={name: json.dumps(value) for name, value in company.dbt_vars().items()},
        tables=lineage.tables(),
        kpis=kpi_feeds(lineage, company.settings.warehouse_path),
        may_be_empty=lineage.marked("may_be_empty"),
        may_shrink=lineage.marked("may_shrink"),
        only_grow=lineage.marked("only_grows"),
        max_loss=rules.max_loss,
        max_period_loss=rules.max_period_loss,
        accepted=writer.accepts,
        forgotten=read_forgotten(company.settings.data_dir).rows,
    )


def _lacking(writer: Writer) -> dict[str, str]:
    """Return what the headline figures that readers have lack, as `accord summary` says it."""
    company = writer.company
    published = company.settings.published_dir / "accord.duckdb"
    lines = published_lacks(published, company.profile.headline_kpis)
    return {LACKING: "\n".join(lines)} if lines else {}


def _reviews(writer: Writer) -> dict[str, str]:
    """Return the false successes and surprises of the last month, as `accord summary` says them."""
    lines = review_lines(writer.company.settings.published_dir / "accord.duckdb")
    return {REVIEWS: "\n".join(lines)} if lines else {}


def _losses(summary: PublishSummary) -> dict[str, str]:
    """Return what was lost with a cause or on purpose, for the run's page and report."""
    notes = {
        LOSSES: "\n".join(summary.losses),
        ACCEPTED: "\n".join(accepted_lines(summary.accepted)),
    }
    return {name: text for name, text in notes.items() if text}


def accepted_lines(accepted: Sequence[Mapping[str, object]]) -> list[str]:
    """Return what an operator accepted, in words; the published table has it in full."""
    tables = [f"{one['table']}, {one['difference']}" for one in accepted if "table" in one]
    losses = [
        f"{one['name']}, {one['before']} {one['of']} before and {one['now']} now"
        for one in accepted
        if "name" in one
    ]
    lines = [*tables, *losses]
    more = len(lines) - _SHOWN_ACCEPTED
    return [
        *lines[:_SHOWN_ACCEPTED],
        *([f"and {more} more (kpi.publication, column accepted)"] if more > 0 else []),
    ]
