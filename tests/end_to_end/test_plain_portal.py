"""The demo company in a plain portal: the same truth, and no figure from nothing.

The portal has no property of the company's own, is of lower tiers, leaves the company currency
unsaid and has renamed a pipeline. Every cell equals what the oracle expects of what such a portal
holds, or is NULL and says what nobody feeds; and what differs from the truth itself is listed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import pytest
from ruamel.yaml import YAML

from company import load_profile
from tests.end_to_end.comparison import compare
from tests.end_to_end.conftest import AS_OF, beginning_as
from tests.end_to_end.pipeline import ROOT, Pipeline
from tests.end_to_end.plain_portal import ASSUMED, BY_DIMENSION, LEFT, NOT_FED, REFUSED
from tests.oracle.compare import Comparison, compare_values

YAML_FILE = YAML(typ="rt")


@pytest.fixture(scope="module")
def plain(world: Pipeline, tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    """The tiny company of `world` in a plain portal, without a mapping, as at AS_OF."""
    folder = tmp_path_factory.mktemp("plain")
    profile = YAML_FILE.load((ROOT / "company.yml").read_text(encoding="utf-8"))
    profile["sources"]["hubspot"] = True
    profile["sandbox"]["portal"] = "plain"
    with (folder / "company.yml").open("w", encoding="utf-8") as file:
        YAML_FILE.dump(profile, file)
    pipeline = Pipeline(folder / "data", company=folder / "company.yml")
    beginning_as(world, pipeline).run(AS_OF)
    return pipeline


@pytest.mark.soak
def test_every_figure_is_the_truth_of_what_a_plain_portal_holds(plain: Pipeline) -> None:
    unexplained = [
        line
        for kpi, variant, _, line in _cells(compare(plain, AS_OF))
        if not _known(kpi, variant, NOT_FED) or ": None, expected " not in line
    ]
    assert not unexplained, f"{len(unexplained)}:\n" + "\n".join(sorted(unexplained)[:40])


@pytest.mark.soak
def test_what_a_plain_portal_lacks_is_listed_and_the_list_is_true(plain: Pipeline) -> None:
    profile = load_profile(ROOT / "company.yml")
    outcome = compare_values(plain.published, plain.truth, profile, AS_OF)
    listed = {*NOT_FED, *REFUSED, *ASSUMED, *LEFT}
    differing: set[str] = set()
    unlisted = []
    for kpi, variant, dimension, line in _cells(outcome):
        known = _known(kpi, variant, listed)
        if dimension in BY_DIMENSION:
            differing.add(dimension)
        else:
            differing |= known
            if not known:
                unlisted.append(line)
    assert not unlisted, f"{len(unlisted)}:\n" + "\n".join(sorted(unlisted)[:40])
    # What assumes something may have been right in a small company; another test holds its words.
    assert differing | set(ASSUMED) == listed | set(BY_DIMENSION)
    assert {"mrr", "arr"} <= differing


@pytest.mark.soak
@pytest.mark.parametrize(("reasons", "has_values"), [(NOT_FED, False), (REFUSED, True)])
def test_the_rows_say_what_is_not_fed(
    plain: Pipeline, reasons: Mapping[str, str], has_values: bool
) -> None:
    rows = plain.query(
        "select kpi_id, variant, count(value), bool_and(status = 'none'), "
        "list(distinct status_reason) from kpi.kpi_values group by all"
    )
    said: set[str] = set()
    for kpi, variant, values, is_none, words in rows:
        for group in _known(kpi, variant, reasons):
            said.add(group)
            assert is_none, (kpi, variant)
            assert has_values or not values, (kpi, variant)
            assert all(reasons[group] in text for text in words), (kpi, variant, words)
    assert said == set(reasons)


@pytest.mark.soak
def test_the_rows_say_what_they_assume(plain: Pipeline) -> None:
    rows = plain.query(
        "select kpi_id, variant, bool_and(contains(status_reason, $1)) "
        "from kpi.kpi_values where value is not null group by all",
        next(iter(ASSUMED.values())),
    )
    saying = {kpi for kpi, _, says in rows if says}
    # What is made of such a figure says it, too.
    assert saying - {"target_attainment"} == set(ASSUMED)
    assert all(says for kpi, _, says in rows if kpi in ASSUMED)


def _cells(outcome: Comparison) -> Iterator[tuple[str, str, str, str]]:
    """KPI, variant, dimension and line of each cell that differs."""
    for line in outcome.differences:
        kpi, variant, _, _, dimension, *_ = (part.strip() for part in line.split(","))
        yield kpi, variant, dimension, line


def _known(kpi: str, variant: str, groups: Collection[str]) -> set[str]:
    return {kpi, f"{kpi} {variant}"} & set(groups)
