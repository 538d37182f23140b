"""A company's data folder moved elsewhere: as good as the run that made it, and cheaper."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from tests.end_to_end.pipeline import Pipeline

Company = TypeVar("Company", bound=Pipeline)


def copy_of(company: Company, data_dir: Path) -> Company:
    """Return the company as it stands, in a data folder of its own."""
    shutil.copytree(company.data_dir, data_dir, symlinks=True)
    return replace(company, data_dir=data_dir)
