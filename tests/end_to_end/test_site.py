"""The published pages of a whole company: the figures that SQL finds, and nobody's name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from company import load_profile
from publishing.site.formats import amount
from tests.end_to_end.pipeline import Pipeline
from tests.publishing.site_reader import data, pages

#: Bytes of a page with its own data, without what all pages share.
LARGEST = 1_000_000


def rounding(value: float) -> float:
    """Half a unit of the last decimal that a page keeps."""
    return 0.5001 * (1e-6 if abs(value) < 10 else 1e-2)


@pytest.fixture(scope="module")
def site(tiny: Pipeline) -> Path:
    return tiny.data_dir / "published/site"


@pytest.mark.e2e
def test_every_figure_on_the_pages_is_a_published_one(tiny: Pipeline, site: Path) -> None:
    published = {
        (*key, f"{start}"): (value, target, status)
        for *key, start, value, target, status in tiny.query(
            "select kpi_id, variant, grain, dimension, dimension_value, period_start, value, "
            "target_value, coalesce(status, 'none') from kpi.kpi_values"
        )
    }
    letters = {"green": "g", "orange": "o", "red": "r", "none": "n"}
    periods = data(site / "assets/periods.js")
    shown = 0
    for path in sorted((site / "data/kpis").glob("*.js")):
        [(kpi, figures)] = data(path).items()
        for one in figures["series"]:
            for place, period in enumerate(one["i"]):
                start = periods[one["g"]][period][0]
                value, target, status = published[
                    kpi, one["k"], one["g"], one["s"], one["m"], start
                ]
                for column, expected in (("v", value), ("t", target)):
                    found = one[column][place] if column in one else None
                    assert (found is None) == (expected is None), (kpi, one["g"], start)
                    assert found is None or abs(found - expected) <= rounding(expected), kpi
                assert one["st"][place] == letters[status]
                shown += 1
    assert shown > 10_000


@pytest.mark.e2e
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_overview_says_the_last_complete_month(
    tiny: Pipeline, site: Path, language: str
) -> None:
    folder = site if language == "en" else site / "fr"
    text = re.sub("[ \n]+", " ", (folder / "index.html").read_text("utf-8"))
    currency = load_profile(tiny.company).reporting_currency
    for kpi, unit in tiny.query(
        "select kpi_id, unit from kpi.scorecards inner join kpi.kpi_catalog using (kpi_id) "
        "where scorecard = 'headline'"
    ):
        [(value,)] = tiny.query(
            "select value from kpi.scorecard_values where scorecard = 'headline' "
            f"and kpi_id = '{kpi}' and is_complete and value is not null "
            "order by period_start desc limit 1"
        )
        tile = text.split(f'id="tile-{kpi}"')[1].split("</article>")[0]
        assert f"<strong>{amount(value, unit, currency, language)}</strong>" in tile, kpi


@pytest.mark.e2e
def test_pages_are_small_whole_and_of_this_machine_alone(tiny: Pipeline, site: Path) -> None:
    found = pages(site)
    cards = tiny.query("select count(distinct scorecard) from kpi.scorecards")[0][0]
    kpis = tiny.query("select count(*) from kpi.kpi_catalog")[0][0]
    assert len(found) == 2 * (1 + cards + kpis + 8)
    for page in found:
        assert not [one for one in page.addresses if re.match(r"\w+://|//", one)]
        assert [target for target in page.targets() if not target.is_file()] == []
        own = [
            target
            for target in page.targets()
            if "data" in target.resolve().relative_to(site.resolve()).parts
        ]
        assert sum(path.stat().st_size for path in (page.path, *own)) < LARGEST, page.path
        assert page.language == ("fr" if "fr" in page.path.relative_to(site).parts else "en")
        assert page.unclosed == []


@pytest.mark.e2e
def test_no_page_names_a_person(tiny: Pipeline, site: Path) -> None:
    texts = "\n".join(
        path.read_text("utf-8")
        for path in site.rglob("*")
        if path.suffix in (".html", ".js") and path.name not in ("vega.js", "analyses.js")
    )
    people = tiny.query("select owner_key, name from marts.dim_reps where owner_key <> 'unknown'")
    assert people
    named = [
        one for row in people for one in row if one and re.search(rf"\b{re.escape(one)}\b", texts)
    ]
    assert named == []
    assert not re.search(r"[\w.+-]+@[\w-]+\.[a-z]{2,}", texts)


@pytest.mark.e2e
def test_a_run_says_where_the_pages_are(tiny: Pipeline, site: Path) -> None:
    opened = tiny.accord("open", BROWSER="true")
    assert f"{(site / 'index.html').as_uri()}" in opened.stdout, opened.stderr
