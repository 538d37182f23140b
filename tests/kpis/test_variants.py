"""What the metric files say of every series, and over what it adds up."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from kpis.additivity import additivity_of
from kpis.compilation import metrics_folder
from kpis.files import MetricFile, load_metric_files
from kpis.governance.checking import check_project
from kpis.governance.formulas import Formulas
from kpis.problems import DefinitionError
from kpis.series import Series
from kpis.variants import variants_model
from tests.kpis.conftest import AS_OF, REAL_PROJECT


@pytest.fixture(scope="module")
def files() -> dict[str, MetricFile]:
    return {file.kpi.id: file for file in load_metric_files(metrics_folder(REAL_PROJECT))}


@pytest.fixture(scope="module")
def formulas() -> Formulas:
    return Formulas(REAL_PROJECT / "models")


@pytest.mark.parametrize(
    ("kpi", "variant", "expected"),
    [
        ("revenue", "", "full"),
        ("revenue", "net_of_refunds", "full"),
        ("open_pipeline", "", "dimensions"),
        # The 90th percentile of a forecast that adds up is not that of its parts.
        ("forecast_revenue", "", "dimensions"),
        ("forecast_revenue", "p90", "none"),
        ("forecast_revenue", "to_date", "dimensions"),
        # A share beside an amount, and visits per customer beside visits.
        ("repeat_revenue", "share", "none"),
        ("customer_visits", "per_customer", "none"),
        # A sum of two sums.
        ("referrals", "", "full"),
        ("win_loss_reasons", "amount", "full"),
        ("first_response_hours", "p90", "none"),
        # Visitors are counted by the vendor for each row.
        ("unique_visitors", "", "none"),
    ],
)
def test_what_adds_up(
    files: dict[str, MetricFile], formulas: Formulas, kpi: str, variant: str, expected: str
) -> None:
    file = files[kpi]
    named = {one.definition.variant: one for one in file.variants}
    assert additivity_of(file, named.get(variant), formulas) == expected


def _edited(tmp_path: Path, name: str, old: str, new: str) -> Path:
    project = tmp_path / "dbt_project"
    shutil.copytree(
        REAL_PROJECT, project, ignore=shutil.ignore_patterns("target", "generated", "*.sql")
    )
    path = metrics_folder(project) / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return project


def test_a_variant_without_a_description_is_refused(tmp_path: Path) -> None:
    old = "    description: Revenue over the quota of the days so far.\n"
    project = _edited(tmp_path, "result/quota_attainment.yml", old, "")
    with pytest.raises(
        DefinitionError, match=r"quota_attainment_to_date\]\.description: is missing"
    ):
        check_project(project, AS_OF)


def test_a_variant_without_a_french_description_is_refused(tmp_path: Path) -> None:
    old = "          description_fr: Chiffre d'affaires sur le quota des jours écoulés.\n"
    project = _edited(tmp_path, "result/quota_attainment.yml", old, "")
    with pytest.raises(DefinitionError, match="description_fr: Field required"):
        check_project(project, AS_OF)


def test_members_that_nobody_describes_are_refused(tmp_path: Path) -> None:
    old = "          member_en: Of activities of this type alone.\n"
    project = _edited(tmp_path, "activity/time_per_activity.yml", old, "")
    with pytest.raises(DefinitionError, match="says in `member_en` and `member_fr`"):
        check_project(project, AS_OF)


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (
            "efficiency/time_in_stage.yml",
            "          unit: days\n",
            "          unit: days\n          additivity: full\n",
            "time_in_stage is no sum",
        ),
        (
            "loyalty/first_response_hours.yml",
            "          variant: p90\n",
            "          variant: p90\n          additivity: dimensions\n",
            "first_response_hours_p90 is no sum",
        ),
    ],
)
def test_what_is_no_sum_can_not_be_said_to_add_up(
    tmp_path: Path, name: str, old: str, new: str, said: str
) -> None:
    project = _edited(tmp_path, name, old, new)
    with pytest.raises(DefinitionError, match=said):
        check_project(project, AS_OF)


def test_every_series_is_described_in_both_languages(
    files: dict[str, MetricFile], formulas: Formulas
) -> None:
    """A member of a variant dimension is described by the row of its KPI, and says what it is."""
    file = files["time_in_stage"]
    series = [
        Series(
            kpi_id="time_in_stage",
            variant=variant,
            metric=metric,
            numerator=numerator,
            denominator=numerator,
            is_zero_without_event=False,
            variant_dimension=dimension,
            row_filter=None,
            grains=("month",),
            dimensions=("owner",),
            facts=(),
        )
        for variant, metric, numerator in (
            ("", "time_in_stage", None),
            ("mean", "time_in_stage_mean", "days_in_stage_spent"),
        )
        for dimension in (None, "stage_exit__stage")
    ]
    text = variants_model([file], series, formulas)
    rows = [line for line in text.splitlines() if line.startswith("    ('time_in_stage'")]
    assert [row.split(", ")[1] for row in rows] == ["''", "'*'", "'mean'", "'*:mean'"]
    assert (
        "Mean days of the visits that ended in the period. Of visits to this stage alone."
        in rows[3]
    )
    assert "Pour les seuls passages dans cette étape." in rows[1]
    assert "'days', '#,##0.0'" in rows[0]


def test_metric_files_say_nothing_twice(files: dict[str, MetricFile]) -> None:
    """Two series of one KPI that have the same description would be one series."""
    for file in files.values():
        said = [one.description_en for one in file.variants]
        said += [one.definition.description_fr for one in file.variants]
        assert len(set(said)) == len(said), file.name


def test_the_schema_knows_what_a_variant_says() -> None:
    from kpis.schema import schema_text

    variant = yaml.safe_load(schema_text())["$defs"]["Variant"]
    assert {"description_fr", "label_fr"} <= set(variant["required"])
