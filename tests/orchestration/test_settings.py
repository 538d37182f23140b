"""Settings: typed, documented, and the only way in for the environment."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import pytest
from pydantic import SecretStr

from ingestion.registry import find_config, read_profile, source_names
from ingestion.source_config import FROM_PROFILE, SourceConfig
from orchestration.company.demo import demo_settings
from orchestration.company.settings import PROJECT_ROOT, Settings, SettingsError, load_settings
from tests.environment import environment_variables

SOURCES = source_names()
#: Those that ask for an address and secrets; the others read files.
VENDORS = [name for name in SOURCES if "base_url" in find_config(name).model_fields]


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in environment_variables():
        monkeypatch.delenv(variable, raising=False)


def test_no_other_module_reads_accords_environment() -> None:
    packages = (
        "closes",
        "company",
        "expectations",
        "ingestion",
        "kpis",
        "orchestration",
        "publishing",
    )
    readers = [
        path.relative_to(PROJECT_ROOT).as_posix()
        for package in packages
        for path in (PROJECT_ROOT / package).rglob("*.py")
        if re.search(r"os\.environ|getenv|EnvSettingsSource", path.read_text(encoding="utf-8"))
    ]
    # The executable that plays dbt reads what dbt's own variables say, none of Accord's.
    assert sorted(readers) == ["orchestration/company/settings.py", "orchestration/dbt/process.py"]
    process = (PROJECT_ROOT / "orchestration" / "dbt" / "process.py").read_text(encoding="utf-8")
    assert "ACCORD_" not in process


def test_settings_module_knows_neither_dagster_nor_dlt() -> None:
    code = "import sys, orchestration.company.settings as s; s.load_settings()"
    code += "; sys.exit(not {'dagster', 'dlt'}.isdisjoint(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT_ROOT, check=False)
    assert done.returncode == 0


def test_constructing_a_sources_settings_reads_no_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ACCORD_ZENDESK_EMAIL", "agent@us.example")
    config = find_config("zendesk")
    assert config(base_url="https://x", api_token="t").model_dump()["email"] is None  # type: ignore[call-arg]


@pytest.mark.parametrize("source", SOURCES)
def test_each_source_has_a_prefix_of_its_own_and_words_for_each_setting(source: str) -> None:
    config = find_config(source)
    assert config.variable("x") == f"ACCORD_{source.upper()}_X"
    assert config.title
    undescribed = [n for n, field in config.settings_fields().items() if not field.description]
    assert undescribed == []


@pytest.mark.parametrize("vendor", VENDORS)
def test_the_demo_company_gives_every_vendor_enough(vendor: str) -> None:
    config = find_config(vendor)
    settings = demo_settings(config, "http://127.0.0.1:1", "sandbox-x", Path("planning"))
    assert config.model_validate(dict(settings))


def test_variables_are_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ACCORD_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("ACCORD_AS_OF", "2026-11-21")
    monkeypatch.setenv("ACCORD_NOTIFY_URLS", "json://one  json://two")
    monkeypatch.setenv("ACCORD_HUBSPOT_TOKEN", "pat-secret")
    monkeypatch.setenv("ACCORD_HUBSPOT_LOOKBACK_MINUTES", "5")
    monkeypatch.setenv("ACCORD_ZENDESK_EMAIL", "")
    settings = Settings()
    assert settings.warehouse_path == tmp_path / "warehouse.duckdb"
    assert settings.dagster_home == tmp_path / "dagster"
    assert str(settings.as_of) == "2026-11-21"
    assert len(settings.notify_urls) == 2
    assert settings.source("hubspot") == {"token": SecretStr("pat-secret"), "lookback_minutes": 5}
    assert settings.source("zendesk") == {}
    assert set(settings.secrets()) == {"pat-secret", "json://one", "json://two"}
    assert "pat-secret" not in repr(settings)


def test_every_secret_of_every_source_is_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [
        find_config(source).variable(name)
        for source in SOURCES
        for name, field in find_config(source).settings_fields().items()
        if "SecretStr" in str(field.annotation)
    ]
    assert len(names) >= 9
    for name in names:
        monkeypatch.setenv(name, f"secret of {name}")
    assert set(Settings().secrets()) == {f"secret of {name}" for name in names}


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("ACCORD_AS_OF", "yesterday"),
        ("ACCORD_GOOGLE_ADS_LOOKBACK_DAYS", "-1"),
        # Production itself: plain dbt would write figures there that nobody checks.
        ("ACCORD_DEV_WAREHOUSE", "data/warehouse.duckdb"),
    ],
)
def test_a_wrong_value_names_its_variable(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    load_settings.cache_clear()
    with pytest.raises(SettingsError, match=variable):
        load_settings()
    load_settings.cache_clear()


def test_companies_never_share_a_folder_by_default() -> None:
    root = Settings(company=Path("company.yml"))
    other = Settings(company=Path("companies/example/company.yml"))
    assert root.data_dir == PROJECT_ROOT / "data"
    assert other.data_dir == PROJECT_ROOT / "data" / "example"


def test_paths_in_a_profile_start_from_its_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "company.yml"
    path.write_text("name: x\nsources: {planning: sheets, files: {mapping: m.yml}}\n")
    profile, settings = read_profile(path), Settings(company=path)
    planning, files = find_config("planning"), find_config("files")
    assert planning.build(profile, {}).model_dump()["folder"] == tmp_path / "sheets"
    assert files.build(profile, {}).model_dump()["mapping"] == tmp_path / "m.yml"
    monkeypatch.setenv("ACCORD_FILES_DATA_ROOT", "elsewhere")
    moved = files.build(profile, settings.source("files")).model_dump()
    assert moved["data_root"] == PROJECT_ROOT / "elsewhere"


def test_the_demo_company_fills_only_what_is_asked() -> None:
    class Config(SourceConfig):
        base_url: str
        token: SecretStr
        folder: Path
        account: str
        page_rows: int = 10
        time_zone: Annotated[str, FROM_PROFILE]

    filled = demo_settings(Config, "http://x", "sandbox-t", Path("p"))
    assert filled["base_url"] == "http://x"
    assert filled["token"].get_secret_value() == "sandbox-t"
    assert filled["folder"] == Path("p")
    assert filled["account"]
    assert not {"page_rows", "time_zone"} & set(filled)


def test_addresses_of_this_machine_need_no_tls() -> None:
    config = find_config("hubspot")
    for address in ("http://127.0.0.1:8099/hubspot", "http://localhost", "https://api.hubapi.com"):
        given = config.model_validate({"token": "t", "base_url": address})
        assert given.model_dump()["base_url"] == address


def test_an_account_may_be_written_with_dashes() -> None:
    config = find_config("google_ads")
    ids = {"customer_id": "123-456-7890, 1234567891", "login_customer_id": "123-456-7892"}
    given = config.model_validate({"access_token": "t", "developer_token": "t", **ids})
    assert given.customers() == ["1234567890", "1234567891"]  # type: ignore[attr-defined]
    assert given.manager == "1234567892"  # type: ignore[attr-defined]


def test_a_command_that_is_shown_can_be_pasted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("ACCORD_COMPANY", raising=False)
    monkeypatch.delenv("ACCORD_DATA_DIR", raising=False)
    assert Settings().as_variables() == ""
    company = tmp_path / "a company" / "company.yml"
    monkeypatch.setenv("ACCORD_COMPANY", str(company))
    assert Settings().as_variables() == f"ACCORD_COMPANY='{company}' "
