"""PostgreSQL as the second place: what names a row, and what is asked without an address."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from pydantic import SecretStr

from orchestration.build.postgres import table_keys
from orchestration.build.postgres_commands import postgres
from orchestration.company.settings import Settings, load_settings, secret_variables


def _model(name: str, **config: object) -> dict[str, object]:
    return {"schema": "marts", "name": name, "config": config, "resource_type": "model"}


def _test(name: str, model: str, **given: object) -> dict[str, object]:
    metadata = {"name": name, "kwargs": given}
    return {"config": {}, "test_metadata": metadata, "attached_node": model}


def test_a_key_is_what_a_test_or_the_model_says() -> None:
    manifest = {
        "nodes": {
            "model.a": _model("dim_reps"),
            "model.b": _model("fct_spend"),
            "model.c": _model("fct_leads"),
            "model.d": _model("kpi_values", meta={"key": ["kpi_id", "grain"]}),
            "model.e": _model("no_key"),
            "test.a": _test("unique_key", "model.a", column_name="owner_key"),
            "test.b": _test("unique_key", "model.b", columns=["day", "campaign_key"]),
            "test.c": _test("sound_keys", "model.c", key="person_key", members=["owner_key"]),
            "test.e": _test("not_null", "model.e", column_name="x"),
        }
    }
    assert table_keys(manifest) == {
        "marts.dim_reps": ("owner_key",),
        "marts.fct_spend": ("day", "campaign_key"),
        "marts.fct_leads": ("person_key",),
        "marts.kpi_values": ("kpi_id", "grain"),
    }


@pytest.mark.parametrize("command", [["publish"], ["status"], ["allow", "anna", "--rep", "a"]])
def test_without_an_address_the_setting_is_named(
    command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ACCORD_POSTGRES_URL", raising=False)
    load_settings.cache_clear()
    result = CliRunner().invoke(postgres, command)
    assert result.exit_code == 1
    assert "ACCORD_POSTGRES_URL names no database: postgresql://" in result.output


def test_a_login_gets_a_rep_or_a_team_and_not_both() -> None:
    result = CliRunner().invoke(postgres, ["allow", "anna", "--rep", "a", "--team", "b"])
    assert result.exit_code == 2
    assert "--rep or --team" in result.output


def test_the_address_and_its_password_are_secrets(tmp_path: Path) -> None:
    url = "postgresql://accord:p%40ssword@db:5432/bi"
    settings = Settings(data_dir=tmp_path, postgres_url=SecretStr(url))
    assert {url, "p%40ssword", "p@ssword"} <= set(settings.secrets())
    assert "ACCORD_POSTGRES_URL" in secret_variables()
