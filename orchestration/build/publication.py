"""Publish what the warehouse holds, if its build is whole."""

from __future__ import annotations

import dagster as dg

from orchestration.build.resources import Writer
from publishing import current_version, is_of_run, publish

_PHASE = "publication"


def publish_whole_build(writer: Writer) -> dg.MaterializeResult[None]:
    """Publish, and say how much; what readers have stands if it is of this very build.

    Raises:
        GateError: a phase of the build did not pass; readers keep what they have.
        PublishError: the audit refused the copy; readers keep what they have.
    """
    company = writer.company
    settings = company.settings
    gate = writer.gate()
    gate.require()
    current = current_version(settings.published_dir)
    build = f"{gate.made_by('kpis')} {writer.inputs}"
    made_by = writer.made_before(_PHASE, build)
    # After a rollback readers have another run's.
    if current is not None and made_by and is_of_run(current.name, made_by):
        return dg.MaterializeResult(
            metadata={"unchanged since run": made_by, "version": current.name}
        )
    with gate.phase(_PHASE, build):
        summary = publish(
            settings.warehouse_path, settings.published_dir, writer.run_id, company.as_of
        )
    return dg.MaterializeResult(
        metadata={
            "as of": company.as_of.isoformat(),
            "dagster/row_count": sum(summary.rows.values()),
            "tables": len(summary.rows),
            "seconds": summary.seconds,
            "version": summary.version,
            "file": dg.MetadataValue.path(summary.duckdb_path),
            "data docs": dg.MetadataValue.url((settings.docs_dir / "checks").as_uri()),
        }
    )
