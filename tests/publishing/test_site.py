"""The published pages: what they say, what they are made of, and how they become current."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import duckdb
import pytest

from publishing import rollback
from publishing.healing import diagnose
from publishing.manifest import damage_of
from publishing.site import made_by_code, write_site
from publishing.site.charts import specs
from publishing.site.formats import amount, change, period
from publishing.site.sparkline import sparkline
from publishing.site.words import words
from tests.publishing.site_reader import Page, data, pages
from tests.publishing.site_world import SETTINGS, published

NARROW = "\u202f"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return published(tmp_path_factory.mktemp("site"))


@pytest.mark.parametrize(
    ("value", "unit", "english", "french"),
    [
        (1234.5, "count", "1,235", f"1{NARROW}235"),
        (234.56, "money", "€234.56", f"234,56{NARROW}€"),
        (1234567.4, "money", "€1,234,567", f"1{NARROW}234{NARROW}567{NARROW}€"),
        (-20.0, "money", "-€20", f"-20{NARROW}€"),
        (0.1234, "rate", "12.3%", f"12,3{NARROW}%"),
        (3.456, "ratio", f"3.46{NARROW}\u00d7", f"3,46{NARROW}\u00d7"),
        (4.56, "hours", f"4.6{NARROW}h", f"4,6{NARROW}h"),
        (None, "money", "\u2013", "\u2013"),
    ],
)
def test_figures_are_written_as_people_of_the_language_do(
    value: float | None, unit: str, english: str, french: str
) -> None:
    assert amount(value, unit, "EUR", "en").replace("\u2212", "-") == english
    assert amount(value, unit, "EUR", "fr").replace("\u2212", "-") == french


def test_rates_change_by_points_and_all_else_by_a_share() -> None:
    assert change(0.25, 0.30, "rate", "en") == f"\u22125.0{NARROW}pt"
    assert change(90.0, 120.0, "money", "fr") == f"\u221225,0{NARROW}%"
    assert change(90.0, 0.0, "money", "en") == ""


def test_a_fiscal_quarter_is_named_by_its_months() -> None:
    assert period("quarter", date(2026, 2, 1), date(2026, 4, 30), "en") == "Feb\u2013Apr 2026"
    assert period("year", date(2026, 7, 1), date(2027, 6, 30), "fr") == "juil. 2026\u2013juin 2027"


def test_a_sparkline_leaves_a_gap_where_there_is_no_figure() -> None:
    drawn = sparkline([1.0, 2.0, None, 3.0], [None] * 4, "<said>", current=3)
    [line] = re.findall(r'class="line" d="([^"]+)"', drawn)
    assert re.findall("[ML]", line) == ["M", "L", "M"]
    assert "&lt;said&gt;" in drawn


def test_a_tile_says_what_was_worked_out_by_hand(site: Path) -> None:
    text = Page(site / "scorecards/sales_manager.html").text
    # March is the last complete month: 90,000.5 against 120,000 before and 100,000 a year ago.
    assert "€90,001" in text
    assert "\u221225.0% · \u2212€30,000" in text
    assert "\u221210.0% · \u2212€10,000" in text
    assert "Baseline €100,000 → Now €90,001 → Target €125,000 72.0% of the target" in text
    assert "In progress, Apr 2026 €40,000" in text
    assert "\u22125.0\u202fpt (worse)" in text and "+5.0\u202fpt (better)" in text
    for words_ in ("Leaves something out", "because of win_rate", "Not to be relied on"):
        assert words_ in text


def test_french_pages_say_the_same_in_french(site: Path) -> None:
    text = Page(site / "fr/scorecards/sales_manager.html").text
    assert f"90{NARROW}001{NARROW}€" in text
    assert "à cause de revenue" in text and "because" not in text
    assert "mars 2026" in text


def test_both_languages_have_every_page_and_word(site: Path) -> None:
    english = {path.relative_to(site) for path in site.rglob("*.html")}
    french = {path for path in english if path.parts[0] == "fr"}
    assert {Path("fr") / path for path in english - french} == french
    assert all(page.language == ("fr" if "fr" in page.path.parts else "en") for page in pages(site))
    assert words("en").keys() == words("fr").keys()
    assert all(words("en").values()) and all(words("fr").values())


def test_every_link_leads_somewhere_and_nowhere_outside(site: Path) -> None:
    for page in pages(site):
        assert not [one for one in page.addresses if re.match(r"\w+://|//", one)]
        missing = [target for target in page.targets() if not target.is_file()]
        assert missing == [], page.path
        assert page.unclosed == []


def test_headings_and_ids_are_sound(site: Path) -> None:
    for page in pages(site):
        assert page.headings.count(1) == 1, page.path
        steps = [after - before for before, after in pairwise(page.headings)]
        assert max(steps, default=0) <= 1, page.path
        assert len(page.ids) == len(set(page.ids)), page.path


def test_a_label_is_text_and_no_markup(site: Path) -> None:
    page = Page(site / "kpis/win_rate.html")
    assert "Win rate <b>" in page.text
    assert "<b>" not in (site / "kpis/win_rate.html").read_text("utf-8")


def test_nobody_is_named(site: Path) -> None:
    texts = "".join(
        path.read_text("utf-8") for path in site.rglob("*") if path.suffix in (".html", ".js")
        and path.name != "vega.js"
    )  # fmt: skip
    assert "jane.doe" not in texts
    assert "A weak month" in texts


def test_a_scorecard_says_what_its_last_month_held(site: Path) -> None:
    text = Page(site / "scorecards/sales_manager.html").text
    assert "Review of Mar 2026 False success Revenue A guardrail broke Decision: Look at it" in text
    assert "It holds" not in text
    assert "Un garde-fou a rompu" in Page(site / "fr/scorecards/sales_manager.html").text


def test_a_kpi_that_nothing_feeds_says_why(site: Path) -> None:
    assert "nobody feeds surveys" in Page(site / "kpis/nps.html").text


def test_the_data_of_a_page_are_the_published_figures(site: Path) -> None:
    [series] = [
        one
        for one in data(site / "data/kpis/revenue.js")["revenue"]["series"]
        if one["s"] == "total"
    ]
    assert series["v"] == [100000.0, 120000.0, 90000.5, 40000.0]
    assert (series["st"], series["c"]) == ("ngro", "1110")
    months = data(site / "assets/periods.js")["month"]
    assert [months[place][0] for place in series["i"]][-1] == "2026-04-01"


def test_the_funnel_counts_who_reached_each_stage(site: Path) -> None:
    rows = data(site / "data/analyses/funnel.js")["rows"]
    assert ["total/total", "2026-03", 10, 6, 3, 2, 1] in rows
    assert ["team/north", "2026-03", 10, 6, 3, 2, 1] in rows


def test_the_steps_between_two_dates_lead_from_one_pipeline_to_the_other(site: Path) -> None:
    rows = [
        row for row in data(site / "data/analyses/pipeline.js")["rows"] if row[0] == "total/total"
    ]
    steps = {(day, part): moved for _, day, part, moved, _ in rows}
    assert steps == {
        ("2026-02-28", "start"): 375.0,
        ("2026-03-31", "raised"): 30.0,
        ("2026-03-31", "created"): 70.0,
        ("2026-03-31", "won"): -200.0,
        ("2026-03-31", "lost"): -50.0,
        ("2026-03-31", "went"): -25.0,
    }
    assert sum(steps.values()) == 200.0


def test_tickets_are_counted_by_the_company_s_clock(site: Path) -> None:
    assert ["total/total", 1, 0, 0, 1, 1] in data(site / "data/analyses/tickets.js")["rows"]


def test_only_what_changed_is_written_again(tmp_path: Path) -> None:
    before = published(tmp_path).resolve().parent
    file = before / "accord.duckdb"
    same = write_site(file, tmp_path / "same", before, SETTINGS)
    assert (same.written, same.pages) == (0, len(pages(before / "site")))
    site = published(tmp_path, "run-2", march=95000.0)
    now, then = site.resolve(), before / "site"
    for name, is_same in (
        ("kpis/churn.html", True),
        ("assets/vega.js", True),
        ("kpis/revenue.html", False),
        ("fr/kpis/revenue.html", False),
        ("data/kpis/revenue.js", False),
    ):
        assert (now / name).samefile(then / name) is is_same, name


def test_pages_become_current_and_are_rolled_back_with_their_figures(tmp_path: Path) -> None:
    site = published(tmp_path)
    published(tmp_path, "run-2", march=95000.0)
    assert "€95,000" in Page(site / "kpis/revenue.html").text
    rollback(tmp_path / "published")
    assert "€90,001" in Page(site / "kpis/revenue.html").text
    with duckdb.connect(str(tmp_path / "published/accord.duckdb"), read_only=True) as connection:
        [(value,)] = connection.execute(
            "select value from kpi.kpi_values where kpi_id = 'revenue' "
            "and period_start = date '2026-03-01' and dimension = 'total'"
        ).fetchall()
    assert value == 90000.5


def test_a_damaged_page_is_a_damaged_version(tmp_path: Path) -> None:
    site = published(tmp_path)
    assert damage_of(site.resolve().parent) == ""
    (site / "kpis/revenue.html").write_text("half", encoding="utf-8")
    assert "revenue.html" in damage_of(site.resolve().parent)
    (tmp_path / "published/site").unlink()
    assert any("site is gone" in one for one in diagnose(tmp_path / "published").problems)


def test_the_library_of_the_charts_draws_every_specification() -> None:
    import vl_convert

    row = {
        **dict.fromkeys(("value", "year_before", "aim", "shade", "start", "end", "top"), 1.0),
        **dict.fromkeys(("actual", "forecast", "low", "high", "quota"), 1.0),
        **dict.fromkeys(("name", "text", "aim_text", "year_text", "group"), "x"),
        "kind": "up",
    }
    for name, spec in specs().items():
        drawn = {**spec, "width": 300, "data": {"values": [row], "name": "rows"}}
        text = vl_convert.vegalite_to_svg(_filled(drawn), vl_version="6.4")
        assert text.count("<path") > 3, name


def _filled(spec: object) -> object:
    if isinstance(spec, dict):
        return {key: _filled(value) for key, value in spec.items()}
    if isinstance(spec, list):
        return [_filled(value) for value in spec]
    if isinstance(spec, str) and spec.startswith("$"):
        return "~s" if spec == "$format" else "#123456"
    return spec


def test_what_makes_the_pages_has_a_version_of_its_own() -> None:
    assert re.fullmatch("[0-9a-f]{32}", made_by_code())


def test_a_company_without_figures_has_pages_that_say_so(tmp_path: Path) -> None:
    site = published(tmp_path, march=None)
    assert "No figure" in Page(site / "kpis/revenue.html").text
    assert data(site / "data/kpis/revenue.js")["revenue"]["series"] == []
