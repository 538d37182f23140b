"""The gate before publishing, and the one writer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from orchestration.build.gate import Gate, GateError

ORDER = ("load crm", "load desk", "raw checks", "build", "marts checks", "kpis")


def gate(folder: Path, run: str = "run-1") -> Gate:
    return Gate(folder / "warehouse.duckdb", ORDER, run)


def pass_all(folder: Path) -> None:
    for name in ORDER:
        with gate(folder).phase(name):
            pass


def test_nothing_ran_yet(tmp_path: Path) -> None:
    with pytest.raises(GateError, match="load crm: has not run"):
        gate(tmp_path).require()


def test_a_whole_build_may_be_published_by_any_run(tmp_path: Path) -> None:
    pass_all(tmp_path)
    gate(tmp_path, "run-2").require()


def test_loading_again_shuts_the_gate_for_everyone(tmp_path: Path) -> None:
    pass_all(tmp_path)
    with gate(tmp_path, "run-2").phase("load desk"):
        pass
    gate(tmp_path, "run-2").require("load crm", "load desk")
    with pytest.raises(GateError, match="raw checks: open in run run-2"):
        gate(tmp_path, "run-3").require()


def test_a_failed_phase_says_why(tmp_path: Path) -> None:
    pass_all(tmp_path)
    with pytest.raises(ValueError, match="nulls"), gate(tmp_path).phase("marts checks"):
        raise ValueError("nulls in a key")
    with pytest.raises(GateError, match="marts checks: failed in run run-1"):
        gate(tmp_path).require()
    gate(tmp_path).require_before("marts checks")


def test_a_cancelled_phase_did_not_pass(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), gate(tmp_path).phase("build"):
        raise KeyboardInterrupt
    with pytest.raises(GateError, match="build: failed"):
        gate(tmp_path).require("build")


def test_a_phase_is_skipped_while_its_inputs_are_the_same(tmp_path: Path) -> None:
    with gate(tmp_path).phase("build", "monday's rows"):
        pass
    with gate(tmp_path, "run-2").phase("load crm"):
        pass
    later = gate(tmp_path, "run-2")
    assert later.made_from("build", "monday's rows") == "run-1"
    assert later.made_from("build", "tuesday's rows") is None
    # The load shut the gate; it opens without the work being done again.
    with pytest.raises(GateError, match="build: open"):
        later.require("build")
    later.pass_unchanged("build")
    later.require("build")
    assert gate(tmp_path, "run-3").made_by("build") == "run-1"


def test_a_phase_that_broke_or_names_no_inputs_is_never_skipped(tmp_path: Path) -> None:
    with gate(tmp_path).phase("build", "rows"):
        pass
    with pytest.raises(ValueError, match="out of disk"), gate(tmp_path).phase("build", "rows"):
        raise ValueError("out of disk")
    assert gate(tmp_path).made_from("build", "rows") is None
    with gate(tmp_path).phase("build"):
        pass
    assert gate(tmp_path).made_from("build", "") is None


@pytest.mark.parametrize("is_whole_before", [True, False])
def test_a_part_does_not_make_a_phase_whole(tmp_path: Path, is_whole_before: bool) -> None:
    pass_all(tmp_path)
    if not is_whole_before:
        with pytest.raises(ValueError, match="null"), gate(tmp_path).phase("build"):
            raise ValueError("null in a key")
    part = gate(tmp_path, "run-2")
    with part.phase("build", "rows", is_part=True):
        pass
    assert part.made_from("build", "rows") is None
    if is_whole_before:
        part.require("build")
    else:
        with pytest.raises(GateError, match="Only a part of it was made since"):
            part.require("build")
    with pytest.raises(GateError, match="marts checks: open"):
        part.require("marts checks")


def test_whoever_writes_outside_the_phases_opens_the_gate_from_there(tmp_path: Path) -> None:
    for name in ORDER:
        with gate(tmp_path).phase(name, "rows"):
            pass
    gate(tmp_path, "by hand").open_from("build", "accord dbt run -s fct_tickets")
    gate(tmp_path, "run-2").require_before("build")
    for name in ("build", "marts checks", "kpis"):
        assert gate(tmp_path, "run-2").made_from(name, "rows") is None
        with pytest.raises(GateError, match="accord dbt run -s fct_tickets"):
            gate(tmp_path, "run-2").require(name)


def test_a_step_that_is_left_in_its_middle_ends_with_its_run(tmp_path: Path) -> None:
    """Dagster leaves a step that is interrupted between two events, and closes it later."""

    def step() -> Iterator[None]:
        with gate(tmp_path, "run-1").phase("load crm"):
            yield

    pass_all(tmp_path)
    left = step()
    next(left)
    gate(tmp_path, "run-2").fail_running("not mine")
    with pytest.raises(GateError, match="load crm: running in run run-1"):
        gate(tmp_path).require("load crm")
    gate(tmp_path, "run-1").fail_running("The run was stopped.")
    with pytest.raises(GateError, match=r"load crm: failed in run run-1\. The run was stopped"):
        gate(tmp_path).require("load crm")
    with gate(tmp_path, "run-2").phase("load crm"):
        # Now, while another run writes.
        left.close()
    gate(tmp_path).require("load crm")
