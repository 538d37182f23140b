"""`accord dbt`: which warehouse it works on, and what a run must build again after it."""

from __future__ import annotations

import pytest

from orchestration.build.by_hand import first_phase
from orchestration.dbt.development import split_target


@pytest.mark.parametrize(
    ("typed", "target", "others"),
    [
        ("build -s fct_funnel", None, "build -s fct_funnel"),
        ("--target prod build", "prod", "build"),
        ("build -t prod -s fct_funnel", "prod", "build -s fct_funnel"),
        ("build --target=prod", "prod", "build"),
        ("build --target-path elsewhere", None, "build --target-path elsewhere"),
    ],
)
def test_the_target_is_read_wherever_it_is_typed(typed: str, target: str, others: str) -> None:
    assert split_target(typed.split()) == (target, others.split())


@pytest.mark.parametrize(
    ("typed", "phase"),
    [
        ("run -s fct_tickets", "build"),
        ("build", "build"),
        ("run-operation drop_all", "build"),
        ("--quiet run -s fct_tickets", "build"),
        ("--log-level debug run", "build"),
        ("build -s tag:kpi", "kpis"),
        ("build --select fqn:accord.kpi tag:kpi --full-refresh", "kpis"),
        ("build --select=tag:kpi", "kpis"),
        ("build -s +tag:kpi", "build"),
        ("build -s tag:kpi fct_tickets", "build"),
        ("build -s tag:kpi -s fct_tickets", "build"),
        ("build --exclude tag:kpi", "build"),
        ("ls -s fct_tickets", None),
        ("test", None),
    ],
)
def test_the_gate_opens_from_the_first_layer_that_is_touched(typed: str, phase: str) -> None:
    assert first_phase(typed.split()) == phase
