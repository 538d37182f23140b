"""Compare a company's published KPI values with the oracle's."""

from __future__ import annotations

from datetime import date

from company import load_profile
from tests.end_to_end.pipeline import Pipeline
from tests.oracle.compare import Comparison, compare_values


def compare(pipeline: Pipeline, as_of: date) -> Comparison:
    """Compare every cell of every KPI."""
    profile = load_profile(pipeline.company)
    return compare_values(pipeline.published, pipeline.truth, profile, as_of)
