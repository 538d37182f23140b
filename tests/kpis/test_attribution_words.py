"""The dictionary describes each attribution model, with the settings that it has."""

from __future__ import annotations

import re

import pytest

from company.project_vars import default_vars
from kpis.files import MetricFile, load_metric_files
from orchestration.company.settings import PROJECT_ROOT

#: A number of days that is a setting, and the words before it.
SETTINGS = {
    "attribution_lookback_days": ("from", "depuis"),
    "attribution_half_life_days": ("for every", "par tranche de"),
}


@pytest.fixture(scope="module")
def attributed() -> MetricFile:
    files = load_metric_files(PROJECT_ROOT / "dbt_project/models/metrics")
    [found] = [file for file in files if file.kpi.id == "attributed_revenue"]
    return found


def test_each_model_is_described_in_both_languages(attributed: MetricFile) -> None:
    models = {variant.definition.variant for variant in attributed.variants}
    assert {"first_touch", "time_decay", "w_shaped", "markov"} <= models
    for words in (attributed.description_en, attributed.kpi.description_fr):
        assert {model for model in models | {"linear"} if model not in words} == set()


def test_the_parameters_are_those_of_the_settings(attributed: MetricFile) -> None:
    windows = default_vars()["windows"]
    texts = (attributed.description_en, attributed.kpi.description_fr)
    for setting, before in SETTINGS.items():
        for text, words in zip(texts, before, strict=True):
            found = re.search(rf"{words} (\d+) (?:days|jours) \((?:a setting|paramètre)\)", text)
            assert found is not None, (setting, words)
            assert int(found[1]) == windows[setting]
