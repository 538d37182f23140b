"""Facts that hold the same events several times say which columns to fix before adding up."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from kpis.governance.yaml_files import read_yaml

MARTS = Path(__file__).parents[2] / "dbt_project/models/marts"
#: Columns that cut the same events in several ways, by what they are called in this project.
_CUTS = {"grain", "period_grain", "slice", "model", "months_since"}
#: A column of these says that the fact repeats its rows day by day.
_SNAPSHOT, _DAY = "is_week_end", "day_on"


@cache
def facts() -> dict[str, Any]:
    return {
        model["name"]: model
        for path in sorted(MARTS.rglob("fct_*.yml"))
        for model in read_yaml(path).get("models", ())
    }


def cuts_of(model: dict[str, Any]) -> list[str]:
    columns = [column["name"] for column in model["columns"]]
    days = [_DAY] if _SNAPSHOT in columns else []
    return [name for name in columns if name in _CUTS] + days


def marked(model: dict[str, Any]) -> list[str]:
    accord: dict[str, Any] = model.get("config", {}).get("meta", {}).get("accord", {})
    return list(accord.get("one_of", ()))


def test_a_fact_of_several_cuts_is_marked_and_says_so() -> None:
    found = {name: cuts_of(model) for name, model in facts().items() if cuts_of(model)}
    assert {"fct_web", "fct_attribution", "fct_opportunity_days", "fct_mrr"} <= found.keys()
    assert {name: marked(facts()[name]) for name in found} == found
    for name, cuts in found.items():
        sentence = f"Mixes cuts: take one {' and one '.join(cuts)} before adding up."
        assert sentence in " ".join(facts()[name]["description"].split()), name


def test_a_fact_of_one_cut_is_not_marked() -> None:
    for name, model in facts().items():
        assert bool(marked(model)) == bool(cuts_of(model)), name
