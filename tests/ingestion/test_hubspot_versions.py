from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

import ingestion.sources.hubspot
from ingestion.sources.hubspot.settings import HubSpotConfig
from ingestion.sources.hubspot.versions import path_of
from tests.ingestion.conftest import Sandbox, Warehouse

FOLDER = Path(ingestion.sources.hubspot.__file__).parent


def config(**settings: Any) -> HubSpotConfig:
    return HubSpotConfig.model_validate({"token": "t", **settings})


def test_one_setting_chooses_the_version_and_the_current_one_is_the_default() -> None:
    assert config().api_version == "2026-09"
    assert path_of("objects_search", "2026-09", type="deals") == "/crm/objects/2026-09/deals/search"
    assert path_of("objects", "v3", type="deals") == "/crm/v3/objects/deals"
    # The numbered version of associations is v4; site pages have no newer date than 2026-03.
    linked = path_of("associations_read", "v3", type="deals", to="contacts")
    assert linked == "/crm/v4/associations/deals/contacts/batch/read"
    assert path_of("site_pages", "2026-09") == "/cms/pages/2026-03/site-pages"
    # An endpoint that has no dated path stays where it is.
    assert path_of("forms", "2026-09") == path_of("forms", "v3") == "/marketing/v3/forms"
    with pytest.raises(ValidationError, match="api_version"):
        config(api_version="v4")


def test_the_report_warns_before_a_version_ends() -> None:
    v3 = config(api_version="v3")
    assert v3.warnings(date(2026, 9, 1)) == ()
    [near] = v3.warnings(date(2026, 11, 29))
    assert "v3" in near and "from 2027-03-30" in near and "ACCORD_HUBSPOT_API_VERSION" in near
    past, numbered = v3.warnings(date(2027, 3, 30))
    assert "no longer supports version v3" in past
    assert "form_submissions" in numbered and "2027-09-01" in numbered
    assert config().warnings(date(2026, 11, 29)) == ()
    assert len(config().warnings(date(2027, 9, 15))) == 2


def test_every_version_loads_the_same(sandbox: Sandbox, warehouse: Warehouse) -> None:
    """A load by numbered paths and one by dated paths give the same rows."""
    summary = warehouse.load_hubspot(sandbox, api_version="v3")
    assert summary.warnings
    before = {table: warehouse.rows(table) for table in ("deals", "deals_to_contacts", "contents")}

    dated = warehouse.load_hubspot(sandbox, api_version="2026-03")

    assert dated.rows["deals_to_contacts"] < summary.rows["deals_to_contacts"] / 10
    assert {table: warehouse.rows(table) for table in before} == before


def test_no_other_module_of_the_source_spells_a_path() -> None:
    modules = set(FOLDER.glob("*.py")) - {FOLDER / "versions.py"}
    spelled = {
        module.name: found
        for module in modules
        if (found := re.findall(r"""["'](/\w[\w/.-]*/\w[^"']*)["']""", module.read_text("utf-8")))
    }
    assert spelled == {}
