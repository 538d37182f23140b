"""`accord check`: what is wrong is reported before a run meets it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from kpis.measures import unknown_names

ROOT = Path(__file__).resolve().parents[2]


def check(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """Run `accord check` on the demo company's profile with some lines more."""
    profile = folder / "company.yml"
    own = (ROOT / "company.yml").read_text(encoding="utf-8")
    profile.write_text("\n".join([own, *more]), encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "orchestration.cli", "check"],
        cwd=ROOT,
        env={**os.environ, "ACCORD_COMPANY": str(profile), "ACCORD_DATA_DIR": str(folder / "data")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_sound_company_is_shown_what_it_has(tmp_path: Path) -> None:
    done = check(tmp_path, "headline_kpis: [revenue, win_rate]")
    assert done.returncode == 0, done.stderr
    assert "is sound" in done.stdout
    assert "well defined" in done.stdout


def test_a_headline_that_no_metric_file_defines_is_named(tmp_path: Path) -> None:
    done = check(tmp_path, "headline_kpis: [revenue, revenus]")
    assert done.returncode == 1
    assert "headline_kpis names revenus, which no metric file defines" in done.stderr


def real(
    folder: Path, *lines: str, command: Sequence[str] = ("check",), **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run `accord check`, or so, on a company of its own, without a demo company behind it."""
    profile = folder / "company.yml"
    profile.write_text("\n".join(["name: Real", *lines]), encoding="utf-8")
    own = {name: value for name, value in os.environ.items() if not name.startswith("ACCORD_")}
    return subprocess.run(
        [sys.executable, "-m", "orchestration.cli", *command],
        cwd=ROOT,
        env={
            **own,
            "ACCORD_COMPANY": str(profile),
            "ACCORD_DATA_DIR": str(folder / "data"),
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_token_that_nobody_gives_is_named_by_its_variable(tmp_path: Path) -> None:
    done = real(tmp_path, "sources: {hubspot: true}")
    assert done.returncode == 1
    assert "ACCORD_HUBSPOT_TOKEN is not set" in done.stderr
    assert real(tmp_path, "sources: {hubspot: true}", ACCORD_HUBSPOT_TOKEN="x").returncode == 0


#: What each vendor's settings must hold, as docs/connect-<source>.md has it.
NEEDED = {
    "hubspot": ("TOKEN",),
    "zendesk": ("BASE_URL", "CLIENT_ID", "CLIENT_SECRET"),
    "google_ads": ("DEVELOPER_TOKEN", "CLIENT_ID", "CLIENT_SECRET", "REFRESH_TOKEN"),
    "google_analytics": ("PROPERTY_ID", "CLIENT_ID", "CLIENT_SECRET", "REFRESH_TOKEN"),
}


@pytest.mark.parametrize("command", [("check",), ("run",)])
def test_all_that_sources_lack_is_said_in_one_message_before_anything_is_loaded(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    sources = ", ".join(f"{name}: true" for name in NEEDED)
    done = real(tmp_path, f"sources: {{{sources}}}", command=command)
    assert done.returncode == 1
    for source, fields in NEEDED.items():
        [line] = [line for line in done.stderr.splitlines() if line.startswith(f"- {source}: ")]
        assert [field for field in fields if f"ACCORD_{source.upper()}_{field}" not in line] == []
        assert f"(docs/connect-{source.replace('_', '-')}.md)" in line
    assert "pydantic" not in done.stdout + done.stderr
    assert not (tmp_path / "data" / "warehouse.duckdb").exists()


@pytest.mark.parametrize(
    ("variable", "value", "fix"),
    [
        ("ZENDESK_BASE_URL", "acme.zendesk.com", "with https:// before the name of the host"),
        ("HUBSPOT_BASE_URL", "http://api.hubapi.com", "with https:// before the name of the host"),
        ("GOOGLE_ADS_TOKEN_URL", "https://", "with https:// before the name of the host"),
        ("GOOGLE_ANALYTICS_PROPERTY_ID", "G-1AB2CD", "digits only, as 123456789"),
        ("GOOGLE_ADS_CUSTOMER_ID", "123-456-7890, 99", "ten digits each, as 123-456-7890"),
        ("GOOGLE_ADS_LOGIN_CUSTOMER_ID", "customers/1234567890", "ten digits, as 123-456-7890"),
    ],
)
def test_a_value_of_the_wrong_shape_is_refused_with_the_fix(
    tmp_path: Path, variable: str, value: str, fix: str
) -> None:
    done = real(tmp_path, "sources: {hubspot: true}", **{f"ACCORD_{variable}": value})
    assert done.returncode == 1
    [line] = [line for line in done.stderr.splitlines() if f"ACCORD_{variable} " in line]
    assert fix in line


def test_what_is_half_given_is_asked_for_to_the_end(tmp_path: Path) -> None:
    given = {"ACCORD_ZENDESK_BASE_URL": "https://acme.zendesk.com", "ACCORD_ZENDESK_CLIENT_ID": "a"}
    done = real(tmp_path, "sources: {zendesk: true}", **given)
    assert "zendesk: ACCORD_ZENDESK_CLIENT_SECRET is not set (docs" in done.stderr


def test_a_misspelt_section_is_answered_with_the_near_one(tmp_path: Path) -> None:
    done = real(tmp_path, "sorces: {hubspot: true}")
    assert "sorces: no such field; did you mean sources?" in done.stderr
    done = real(tmp_path, "sources: {hubspt: true}")
    assert "no such source; did you mean hubspot?" in done.stderr


def test_a_measure_that_no_model_has_is_found_without_dbt(tmp_path: Path) -> None:
    metrics, models = tmp_path / "metrics", tmp_path / "models"
    for folder in (metrics, models):
        folder.mkdir()
    (models / "fct.yml").write_text("semantic_models: [{name: f, measures: [{name: won_amount}]}]")
    (metrics / "revenue.yml").write_text(
        "metrics:\n"
        "  - {name: revenue, type: simple, type_params: {measure: {name: won_amont}}}\n"
        "  - {name: rate, type: ratio, type_params: {numerator: revenue, denominator: revenu}}\n"
    )
    said = [str(problem) for problem in unknown_names(metrics, models)]
    assert len(said) == 2
    assert "no measure is called 'won_amont' -> did you mean won_amount?" in said[0]
    assert "no metric is called 'revenu' -> did you mean revenue?" in said[1]
