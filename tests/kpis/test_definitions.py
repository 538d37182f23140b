"""Metric files: those of the project are sound, and a faulty one is reported with a fix."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from kpis.compilation import metrics_folder
from kpis.definition import DIMENSIONS, GRAINS, GRAINS_BY_CADENCE, Change, Kpi, Thresholds
from kpis.files import MetricFile, load_metric_files
from kpis.matrix import matrix_text
from kpis.problems import DefinitionError
from kpis.rules import find_problems
from kpis.schema import SCHEMA_PATH, schema_text

PROJECT = Path(__file__).parents[2] / "dbt_project"
AS_OF = date(2026, 11, 21)

#: The twenty KPIs of the foundation.
FOUNDATION = (
    "calls_made",
    "meetings_held",
    "leads_generated",
    "mqls",
    "sqls",
    "mql_to_sql_rate",
    "lead_to_opportunity_rate",
    "win_rate",
    "stage_conversion_rate",
    "sales_cycle_days",
    "average_deal_size",
    "revenue",
    "deals_won",
    "new_customers",
    "open_pipeline",
    "quota_attainment",
    "cost_per_lead",
    "unique_visitors",
    "customer_satisfaction_score",
    "first_response_hours",
)


@pytest.fixture(scope="module")
def files() -> list[MetricFile]:
    return load_metric_files(metrics_folder(PROJECT))


def test_the_definitions_of_the_project_are_sound(files: list[MetricFile]) -> None:
    assert set(FOUNDATION) <= {file.kpi.id for file in files}
    assert find_problems(files, AS_OF) == []


def test_the_foundation_has_every_grain_but_where_the_issue_says(files: list[MetricFile]) -> None:
    by_id = {file.kpi.id: file.kpi for file in files}
    for kpi in FOUNDATION:
        from_month_up = kpi in ("stage_conversion_rate", "cost_per_lead")
        assert len(by_id[kpi].all_grains) == (3 if from_month_up else 5), kpi


def test_the_schema_for_editors_is_current_and_accepts_every_file() -> None:
    assert SCHEMA_PATH.read_text(encoding="utf-8") == schema_text()
    schema = json.loads(schema_text())
    for path in metrics_folder(PROJECT).rglob("*.yml"):
        # Dates are texts to a JSON schema.
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        loose = json.loads(
            json.dumps(content).replace('"true"', "true").replace('"false"', "false")
        )
        errors = [
            error
            for error in jsonschema.Draft202012Validator(schema).iter_errors(loose)
            if "is not of type 'integer'" not in str(error) and error.validator != "anyOf"
        ]
        assert errors == [], path.name


def test_what_a_file_leaves_out_follows_from_the_rest_of_it(tmp_path: Path) -> None:
    source = metrics_folder(PROJECT) / "activity/calls_made.yml"
    content = yaml.safe_load(source.read_text(encoding="utf-8"))
    meta = content["metrics"][0]["config"]["meta"]["accord"]
    left_out = {"id", "version", "basis", "is_shared"}
    assert not left_out & set(meta)
    meta["change_log"].append({"version": 2, "changed_on": "2026-12-01", "change": "Again."})
    (tmp_path / "activity").mkdir()
    (tmp_path / "activity/calls_made.yml").write_text(yaml.safe_dump(content))
    [file] = load_metric_files(tmp_path)
    assert (file.kpi.id, file.kpi.version) == ("calls_made", 2)
    assert (file.kpi.basis, file.kpi.is_shared) == ("period", False)


Edit = Callable[[dict[str, Any]], Any]


@pytest.mark.parametrize(
    ("edit", "said", "fix"),
    [
        (lambda m: m.pop("decision_en"), "decision_en: Field required", "add the field"),
        (lambda m: m.pop("owner"), "owner: Field required", "add the field"),
        (lambda m: m.update(descision="x"), "descision: Extra inputs", "correct its name"),
        (lambda m: m.update(direction="up"), "direction: Input should be", "values listed"),
        (lambda m: m.update(review_date="soon"), "review_date", "YYYY-MM-DD"),
        (lambda m: m.update(basis="cohort"), "names its `window`", "make the fields agree"),
        (lambda m: m.update(thresholds={"green": 1}), "go together", "make the fields agree"),
        (lambda m: m.update(thresholds={}), "say nothing", "make the fields agree"),
        (
            lambda m: m.update(thresholds={"notes": [{"note_en": "why", "note_fr": "quoi"}]}),
            "a note needs a bound",
            "make the fields agree",
        ),
        (lambda m: m.update(variant_is_kpi=True), "needs the `variant_dimension`", "agree"),
        (lambda m: m.update(id="dials"), "id: file 'calls_made'", "the same name"),
        (lambda m: m.update(family="result"), "family: is 'result'", "move the file to result/"),
    ],
)
def test_a_faulty_file_names_file_field_and_fix(
    tmp_path: Path, edit: Edit, said: str, fix: str
) -> None:
    content = yaml.safe_load((metrics_folder(PROJECT) / "activity/calls_made.yml").read_text())
    edit(content["metrics"][0]["config"]["meta"]["accord"])
    path = tmp_path / "activity/calls_made.yml"
    path.parent.mkdir()
    path.write_text(yaml.safe_dump(content))
    with pytest.raises(DefinitionError) as refused:
        load_metric_files(tmp_path)
    message = str(refused.value)
    assert "activity/calls_made.yml" in message
    assert said in message
    assert fix in message


@pytest.mark.parametrize("part", ["name", "label", "type"])
def test_what_dbt_asks_of_a_metric_is_missed_by_name(tmp_path: Path, part: str) -> None:
    content = yaml.safe_load((metrics_folder(PROJECT) / "activity/calls_made.yml").read_text())
    content["metrics"][0].pop(part)
    path = tmp_path / "activity/calls_made.yml"
    path.parent.mkdir()
    path.write_text(yaml.safe_dump(content))
    with pytest.raises(DefinitionError, match=f"calls_made.yml: metrics.*{part}: is missing"):
        load_metric_files(tmp_path)


def changed(files: list[MetricFile], kpi_id: str, **changes: Any) -> list[MetricFile]:
    def change(kpi: Kpi) -> Kpi:
        return kpi.model_copy(update=changes)

    return [
        replace(file, kpi=change(file.kpi)) if file.kpi.id == kpi_id else file for file in files
    ]


@pytest.mark.parametrize(
    ("kpi_id", "changes", "said"),
    [
        ("revenue", {"guardrails": ["margin_of_error"]}, "unknown id 'margin_of_error'"),
        ("win_rate", {"guardrails": ["sales_cycle_days"]}, "without an absolute volume"),
        ("revenue", {"guardrails": ["deals_won"]}, "without a quality"),
        ("calls_made", {"is_targetable": True}, "an input cannot be a target"),
        ("calls_made", {"target_guardrails": ["win_rate"]}, "'win_rate' is no guardrail"),
        (
            "win_rate",
            {"guardrails": ["deals_won", "forecast_bias"], "target_guardrails": ["forecast_bias"]},
            "'forecast_bias' is an integrity KPI, which no target may read",
        ),
        ("revenue", {"guardrails": ["deals_won", "crm_completeness"]}, "without a quality"),
        ("win_rate", {"thresholds": Thresholds(green=0.2, orange=0.3)}, "is no better than"),
        ("cost_per_lead", {"thresholds": Thresholds(green=9, orange=3)}, "is no better than"),
        ("revenue", {"teams": ["ae"]}, "visible to one team only"),
        ("revenue", {"review_date": date(2026, 11, 20)}, "has passed"),
        ("revenue", {"review_date": date(2028, 1, 1)}, "too far ahead"),
        ("revenue", {"version": 99}, "version 99 is not in it"),
        ("revenue", {"label_fr": "MQL"}, "'mql' is defined more than once"),
        ("revenue", {"dimensions": ["owner"]}, "'team' is left out without a reason"),
        ("revenue", {"exclusions": {"owner": "A reason is given."}}, "is also listed as there"),
        ("revenue", {"exclusions": {"planet": "A reason is given."}}, "is no dimension or grain"),
        ("win_rate", {"numerator_fr": None}, "is missing for a ratio"),
        ("win_rate", {"additivity": "full"}, "a ratio never adds up"),
    ],
)
def test_rules_over_all_files(
    files: list[MetricFile], kpi_id: str, changes: dict[str, Any], said: str
) -> None:
    problems = find_problems(changed(files, kpi_id, **changes), AS_OF)
    assert any(said in str(problem) for problem in problems), problems
    assert all(problem.fix for problem in problems)


def test_a_variant_leaves_out_dimensions_that_its_kpi_has(files: list[MetricFile]) -> None:
    [mrr] = [file for file in files if file.kpi.id == "mrr"]
    [transferred] = [one for one in mrr.variants if one.definition.variant == "transferred"]
    assert set(mrr.kpi.dimensions) - set(transferred.definition.exclusions) == {"owner", "team"}
    one_less = [name for name in mrr.kpi.dimensions if name != "product"]
    left = {**mrr.kpi.exclusions, "product": "A line of no product."}
    faulty = changed(files, "mrr", dimensions=one_less, exclusions=left)
    [problem] = find_problems(faulty, AS_OF)
    assert "mrr_transferred" in problem.field
    assert problem.message == "is no dimension of the KPI"


def test_an_adjusted_variant_says_what_it_adjusts_and_is_read_by_team_and_month(
    files: list[MetricFile],
) -> None:
    [win_rate] = [file for file in files if file.kpi.id == "win_rate"]
    [adjusted] = [one for one in win_rate.variants if one.definition.is_adjusted]
    left_out = adjusted.definition.left_out(win_rate.kpi)
    assert {*win_rate.kpi.dimensions, *win_rate.kpi.all_grains} - left_out.keys() == {
        "owner",
        "team",
        "month",
        "quarter",
        "year",
    }
    silent = replace(
        adjusted,
        description_en="",
        definition=adjusted.definition.model_copy(update={"description_fr": None}),
    )
    faulty = [
        *(file for file in files if file is not win_rate),
        replace(win_rate, variants=(silent,)),
    ]
    assert [problem.field for problem in find_problems(faulty, AS_OF)] == [
        "metrics[win_rate_adjusted].description",
        "metrics[win_rate_adjusted].description_fr",
    ]


def test_an_input_is_targetable_only_with_what_its_targets_must_guard(
    files: list[MetricFile],
) -> None:
    guarded = {"is_targetable": True, "guardrails": ["meetings_held", "win_rate"]}
    faulty = find_problems(changed(files, "calls_made", **guarded), AS_OF)
    assert [problem.message for problem in faulty] == ["an input cannot be a target"]
    guarded["target_guardrails"] = ["win_rate"]
    assert find_problems(changed(files, "calls_made", **guarded), AS_OF) == []


def test_the_matrix_of_the_repository_is_current_and_leaves_nothing_unsaid(
    files: list[MetricFile],
) -> None:
    text = (PROJECT.parent / "docs/kpi-matrix.md").read_text(encoding="utf-8")
    assert text == matrix_text(metrics_folder(PROJECT)), "run `make docs`"
    for file in files:
        kpi = file.kpi
        left_out = {*DIMENSIONS, *GRAINS} - {*kpi.dimensions, *kpi.all_grains}
        by_cadence = set(GRAINS) - set(GRAINS_BY_CADENCE[kpi.cadence]) if not kpi.grains else set()
        assert left_out <= {*kpi.exclusions, *by_cadence}, kpi.id


def test_an_old_day_can_be_run_again(files: list[MetricFile]) -> None:
    assert find_problems(files, date(1998, 6, 30)) == []


def test_a_review_moves_the_date_on(files: list[MetricFile]) -> None:
    reviewed = Change(version=1, changed_on=date(2027, 9, 1), change="Reviewed and kept.")
    entries = [*files[0].kpi.change_log, reviewed]
    changes = {"change_log": entries, "review_date": date(2028, 8, 31)}
    assert find_problems(changed(files, files[0].kpi.id, **changes), date(2027, 9, 2)) == []
