"""Whether the environment gives what the connected sources need, before anything is loaded."""

from __future__ import annotations

from collections.abc import Collection

from ingestion.given import require_given
from ingestion.registry import find_config
from orchestration.company.context import Company
from orchestration.company.demo import answered


def require_settings(company: Company, sources: Collection[str] | None = None) -> None:
    """Refuse settings with which a load would stop; what the demo company answers needs none.

    Args:
        company: whose.
        sources: those that are to be loaded; None: all that are on.

    Raises:
        NotGivenError: with all that is missing or wrong, of every source.
    """
    theirs = answered(company)
    wanted = company.sources if sources is None else sources
    asked = [name for name in wanted if name not in theirs]
    given = {name: (find_config(name), company.settings.source(name)) for name in asked}
    require_given(company.profile, given)
