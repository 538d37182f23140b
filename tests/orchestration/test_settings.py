"""Settings: typed, documented, and the only way in for the environment."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import SecretStr

from company import Profile
from ingestion.registry import SourceConfig, discover
from orchestration.company.credentials import credentials
from orchestration.company.demo import demo_credentials
from orchestration.company.settings import PROJECT_ROOT, Settings, SettingsError, load_settings

VENDORS = ("hubspot", "google_analytics", "google_ads", "zendesk")


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"ACCORD_{name.upper()}", raising=False)


def test_every_setting_is_documented() -> None:
    page = (PROJECT_ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `(ACCORD_[A-Z_]+)`", page, re.MULTILINE))
    assert documented == {f"ACCORD_{name.upper()}" for name in Settings.model_fields}


def test_no_other_module_reads_the_environment() -> None:
    readers = [
        path.relative_to(PROJECT_ROOT).as_posix()
        for package in ("company", "expectations", "ingestion", "kpis", "publishing")
        for path in (PROJECT_ROOT / package).rglob("*.py")
        if re.search(r"os\.environ|getenv", path.read_text(encoding="utf-8"))
    ]
    own = [
        path.name
        for path in (PROJECT_ROOT / "orchestration").rglob("*.py")
        if re.search(r"os\.environ|getenv", path.read_text(encoding="utf-8"))
    ]
    assert readers == []
    assert own == ["settings.py"]


def test_settings_module_does_not_know_dagster() -> None:
    text = (PROJECT_ROOT / "orchestration" / "settings.py").read_text(encoding="utf-8")
    assert "import dagster" not in text


@pytest.mark.parametrize("vendor", VENDORS)
def test_what_a_vendor_needs_can_be_set(vendor: str) -> None:
    fields = discover()[vendor].config.model_fields
    needed = {
        name
        for name, field in fields.items()
        if field.is_required() or name == "base_url" or "SecretStr" in str(field.annotation)
    }
    missing = [name for name in needed if f"{vendor}_{name}" not in Settings.model_fields]
    assert missing == []


@pytest.mark.parametrize("vendor", VENDORS)
def test_settings_of_a_vendor_are_its_own_words(vendor: str) -> None:
    known = set(discover()[vendor].config.model_fields)
    own = [n for n in Settings.model_fields if n.startswith(f"{vendor}_")]
    assert [name for name in own if name.removeprefix(f"{vendor}_") not in known] == []


@pytest.mark.parametrize("vendor", VENDORS)
def test_the_demo_company_gives_every_vendor_enough(vendor: str) -> None:
    config = discover()[vendor].config
    told = demo_credentials(config, "http://127.0.0.1:1", "sandbox-x", Path("planning"))
    assert config.model_validate(dict(told))


def test_variables_are_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ACCORD_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("ACCORD_AS_OF", "2026-11-21")
    monkeypatch.setenv("ACCORD_NOTIFY_URLS", "json://one  json://two")
    monkeypatch.setenv("ACCORD_HUBSPOT_TOKEN", "pat-secret")
    settings = Settings()
    assert settings.warehouse_path == tmp_path / "warehouse.duckdb"
    assert settings.dagster_home == tmp_path / "dagster"
    assert str(settings.as_of) == "2026-11-21"
    assert len(settings.notify_urls) == 2
    assert settings.credentials("hubspot") == {"token": SecretStr("pat-secret")}
    assert set(settings.secrets()) == {"pat-secret", "json://one", "json://two"}
    assert "pat-secret" not in repr(settings)


def test_a_wrong_value_names_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCORD_AS_OF", "yesterday")
    load_settings.cache_clear()
    with pytest.raises(SettingsError, match="ACCORD_AS_OF"):
        load_settings()
    load_settings.cache_clear()


def test_companies_never_share_a_folder_by_default() -> None:
    root = Settings(company=Path("company.yml"))
    other = Settings(company=Path("companies/cdnow/company.yml"))
    assert root.data_dir == PROJECT_ROOT / "data"
    assert other.data_dir == PROJECT_ROOT / "data" / "cdnow"


def test_paths_in_a_profile_start_from_its_folder(tmp_path: Path) -> None:
    profile = Profile.model_validate(
        {
            "name": "x",
            "sources": {"planning": "sheets", "files": {"mapping": "m.yml"}, "hubspot": True},
        }
    )
    settings = Settings(company=tmp_path / "company.yml", hubspot_token=SecretStr("t"))
    assert credentials(settings, profile, "planning")["folder"] == tmp_path / "sheets"
    assert credentials(settings, profile, "files")["folder"] == tmp_path
    assert "folder" not in credentials(settings, profile, "hubspot")


def test_demo_credentials_fill_only_what_is_asked() -> None:
    class Config(SourceConfig):
        base_url: str
        token: SecretStr
        folder: Path
        account: str
        page_rows: int = 10

    told = demo_credentials(Config, "http://x", "sandbox-t", Path("p"))
    assert told["base_url"] == "http://x"
    assert told["token"].get_secret_value() == "sandbox-t"
    assert told["folder"] == Path("p")
    assert told["account"]
    assert "page_rows" not in told
