"""What a build is made from, as one fingerprint: raw rows, the company, the day and the code.

Two builds from the same inputs give the same tables, so the second need not be made.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

from orchestration.company.context import Company
from orchestration.company.settings import PROJECT_ROOT
from orchestration.dbt.command import DBT_PROJECT_DIR
from orchestration.dbt.project_files import fingerprint

#: Packages whose code decides what a build, a check or a publication holds.
_CODE = ("closes", "company", "expectations", "kpis", "publishing")


def inputs_fingerprint(company: Company, records: Mapping[str, Sequence[str]]) -> str:
    """Return what changes whenever a build could come out differently.

    Args:
        company: its variables, profile and project files.
        records: rows and hash of each raw table, as the gate sealed them when it was loaded.
    """
    facts = {
        **company.dbt_vars(),
        "profile": company.profile.model_dump(mode="json"),
        "project": fingerprint(DBT_PROJECT_DIR, company.dbt_vars()),
        "code": _code(),
        "raw": dict(records),
    }
    return hashlib.sha256(json.dumps(facts, sort_keys=True, default=str).encode()).hexdigest()


def _code() -> str:
    digest = hashlib.sha256((PROJECT_ROOT / "requirements.lock").read_bytes())
    for package in _CODE:
        for module in sorted((PROJECT_ROOT / package).rglob("*.py")):
            digest.update(module.read_bytes())
    return digest.hexdigest()
