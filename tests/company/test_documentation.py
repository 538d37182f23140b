"""The profile's three readers agree: its page names every field, dbt is given every variable."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import yaml
from pydantic import BaseModel
from ruamel.yaml import YAML

from company import dbt_vars, load_profile
from company.profile import Profile, Windows
from company.project_vars import default_vars, with_default_vars

ROOT = Path(__file__).parents[2]
DBT = ROOT / "dbt_project"

#: Fields whose parts are named in the text of their own row, by model.
_NAMED_TOGETHER = {"segments", "ideal_customer", "business_calendar.hours", "sources"}


def fields(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    """The dotted names of every setting, a section by its parts."""
    for name, field in model.model_fields.items():
        path = f"{prefix}{name}"
        inner = field.annotation
        if path == "sandbox":
            yield from ("sandbox.size", "sandbox.seed", "sandbox.portal")
        elif (
            isinstance(inner, type) and issubclass(inner, BaseModel) and path not in _NAMED_TOGETHER
        ):
            yield from fields(inner, f"{path}.")
        else:
            yield path


def documented() -> tuple[set[str], str]:
    """The names in the first column of the page (`a.b`, `.c` is `a.b` and `a.c`), and its text."""
    page = (ROOT / "docs" / "company-profile.md").read_text(encoding="utf-8")
    names = set()
    for cell in re.findall(r"^\| (`[^|]+) \|", page, re.MULTILINE):
        parent = ""
        for name in re.findall(r"`([^`]+)`", cell):
            if not name.startswith("."):
                parent = name.rpartition(".")[0]
            names.add(parent + name if name.startswith(".") else name)
    return names, page


def test_the_page_names_every_field_and_no_other() -> None:
    names, page = documented()
    windows = {f"windows.{name}" for name in Windows.model_fields}
    settings = set(fields(Profile)) - windows
    assert names - {"windows.<name>_days"} == settings
    defaults = dict(re.findall(r"`(\w+)`\s+(\d+)", page[page.index("Windows and") :]))
    assert {f"{name}_days": int(days) for name, days in defaults.items()} == Windows().model_dump()


def test_the_page_names_the_parts_of_lists_and_rules() -> None:
    _, page = documented()
    rows = {
        row.split("`")[1]: set(re.findall(r"`(\w+)`", row))
        for row in page.splitlines()
        if row.startswith("| `")
    }
    assert {"key", "min_employees", "max_employees"} <= rows["segments"]
    rule = {"min_employees", "max_employees", "industries", "markets"}
    assert rule <= rows["ideal_customer"]
    assert {"opens", "closes"} <= rows["business_calendar.hours"]


def test_dbts_defaults_are_the_profiles_own() -> None:
    """Value by value, as dbt's own parser reads them: another threshold is another figure."""
    written = yaml.safe_load((DBT / "dbt_project.yml").read_text(encoding="utf-8"))["vars"]
    assert written["windows"]["mql_to_sql_days"] == 60
    assert written["deal_quality"]["cycle_days"] == 180
    assert written["trend"] == {"periods": 12, "deviations": 1.0, "min_changes": 6}
    assert written["business_hours"]["5"] == [["09:00", "18:00"]]
    assert written == default_vars(), "run `python -m company`"


def test_only_the_variables_are_written_anew() -> None:
    stale = "name: x\n\n# Old.\nvars:\n  windows: {lapse_days: 1}\n\n  other: 2\nmodels: {}\n"
    fresh = yaml.safe_load(with_default_vars(stale))
    assert fresh == {"name": "x", "vars": default_vars(), "models": {}}


def test_dbt_is_given_every_variable_that_has_a_default() -> None:
    profile = load_profile(ROOT / "company.yml")
    nothing: dict[str, tuple[str, ...]] = dict.fromkeys(profile.sources.active(), ())
    given = dbt_vars(profile, date(2026, 11, 21), nothing, (), {})
    assert given.keys() == default_vars().keys()


def test_every_variable_that_a_model_reads_has_a_default() -> None:
    project = YAML(typ="safe").load((DBT / "dbt_project.yml").read_text(encoding="utf-8"))
    read = {
        name
        for folder in ("models", "macros", "tests", "snapshots")
        for path in (DBT / folder).rglob("*")
        if path.suffix in {".sql", ".yml"}
        for name in re.findall(r"var\(['\"](\w+)['\"]\)", path.read_text(encoding="utf-8"))
    }
    assert read - set(project["vars"]) == set()
