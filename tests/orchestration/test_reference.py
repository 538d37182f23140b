"""The pages that follow from the sources and settings are those of the code as it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingestion.registry import discover
from orchestration.company.reference import settings_page, sources_page
from orchestration.company.settings import PROJECT_ROOT
from tests.environment import environment_variables


@pytest.mark.parametrize(
    ("page", "written"), [("settings.md", settings_page), ("sources.md", sources_page)]
)
def test_a_page_is_as_accord_docs_writes_it(page: str, written: Callable[[], str]) -> None:
    committed = (PROJECT_ROOT / "docs" / page).read_text(encoding="utf-8")
    assert committed == written(), "run `make docs`"


def test_every_variable_and_source_has_a_row() -> None:
    settings, sources = settings_page(), sources_page()
    assert [name for name in environment_variables() if f"| `{name}` |" not in settings] == []
    for name, spec in discover().items():
        assert f"| `{name}`:" in sources
        assert f"[{spec.config.title}](" in sources
        assert (PROJECT_ROOT / "ingestion" / "sources" / name / "README.md").is_file()


def test_a_text_of_a_profile_is_said_by_what_it_means() -> None:
    page = sources_page()
    assert "`planning`: `true`, or the folder of the sheets" in page
    assert ", or text" not in page
