"""The company's variables where plain dbt finds them: a package that the macro `var` reads.

dbt takes variables from dbt_project.yml and `--vars` alone, but loads every project that lies in
its packages folder, and parses everything anew when the project file of one changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_PROJECT = """\
# Written by `accord dev-data`: the variables of {company}.
# {digest}
name: company
version: 1.0.0
config-version: 2
macro-paths: [macros]
"""
_MACRO = """\
{{# The variables of the company, instead of the defaults of dbt_project.yml. #}}
{{% macro variables() %}}{{{{ return({variables}) }}}}{{% endmacro %}}
"""


def write_company_package(project: Path, company: str, variables: Mapping[str, Any]) -> Path:
    """Write the package into the packages folder of `project`; return the package's folder."""
    folder = project / "dbt_packages" / "company"
    # Python's literals are Jinja's.
    macro = _MACRO.format(variables=repr(dict(variables)))
    digest = hashlib.sha256(macro.encode()).hexdigest()
    (folder / "macros").mkdir(parents=True, exist_ok=True)
    (folder / "macros" / "variables.sql").write_text(macro, encoding="utf-8")
    # Last: dbt looks at this file to see whether it must parse again.
    text = _PROJECT.format(company=" ".join(company.split()), digest=digest)
    (folder / "dbt_project.yml").write_text(text, encoding="utf-8")
    return folder
