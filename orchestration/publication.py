"""Publish what the warehouse holds, if its build is whole."""

from __future__ import annotations

import dagster as dg

from orchestration.resources import Writer
from publishing import publish


def publish_whole_build(writer: Writer) -> dg.MaterializeResult[None]:
    """Publish, and say how much.

    Raises:
        GateError: a phase of the build did not pass; readers keep what they have.
        PublishError: the audit refused the copy; readers keep what they have.
    """
    company = writer.company
    settings = company.settings
    writer.gate().require()
    summary = publish(settings.warehouse_path, settings.published_dir, writer.run_id, company.as_of)
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
