"""A KPI whose variants are the members of two dimensions."""

from __future__ import annotations

from dataclasses import replace

from kpis.catalogue import definitions_model
from kpis.render import measured_model
from kpis.semantics import Semantics
from kpis.series import all_series, queries
from tests.kpis.test_definitions import PROJECT, load_metric_files, metrics_folder

SEMANTICS = Semantics(
    {
        "semantic_models": [],
        "metrics": [
            {"name": name, "type": "simple", "type_params": {"input_measures": []}}
            for name in ("win_loss_reasons", "win_loss_reasons_amount")
        ],
    },
    (),
)


def test_each_dimension_gives_its_members_and_one_row_holds_them_all() -> None:
    files = load_metric_files(metrics_folder(PROJECT))
    [file] = [file for file in files if file.kpi.id == "win_loss_reasons"]
    assert file.kpi.variant_dimensions == ("closing__reason", "closing__competitor")
    series = all_series([file], SEMANTICS)
    assert [(one.variant, one.variant_dimension) for one in series] == [
        ("", None),
        ("", "closing__reason"),
        ("", "closing__competitor"),
        ("amount", None),
        ("amount", "closing__reason"),
        ("amount", "closing__competitor"),
    ]
    assert definitions_model([file], series, SEMANTICS).count("'*'") == 1


def test_a_row_without_a_member_is_no_variant() -> None:
    files = load_metric_files(metrics_folder(PROJECT))
    [file] = [file for file in files if file.kpi.id == "win_loss_reasons"]
    series = all_series([file], SEMANTICS)
    asked = [
        query
        for query in queries(series, 15)["quarter"]
        if query.variant_dimension == "closing__competitor"
    ]
    text = measured_model("quarter", [(query, "select 1") for query in asked])
    assert "closing__competitor || ':amount' as variant" in text
    assert text.count("closing__competitor is not null and (") == 2


def test_one_dimension_is_still_written_as_a_word() -> None:
    files = load_metric_files(metrics_folder(PROJECT))
    [file] = [file for file in files if file.kpi.id == "stage_conversion_rate"]
    one = replace(file, kpi=file.kpi.model_copy(update={"variant_dimension": None}))
    assert file.kpi.variant_dimensions == ("stage_entry__stage",)
    assert one.kpi.variant_dimensions == ()
