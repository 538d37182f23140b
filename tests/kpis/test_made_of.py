"""What each KPI is made of, as the compiled models say it to the build."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from company.project_vars import default_vars
from ingestion.registry import discover
from kpis.compilation import _modules, generated_folder, metrics_folder
from kpis.files import load_metric_files
from kpis.lacks.catalogue import LACKS, lack_of
from kpis.needs import DAYS, NEEDS, need_of
from kpis.problems import CompileError
from orchestration.connecting.lacking import compiled_inputs, kpis_without

PROJECT = Path(__file__).parents[2] / "dbt_project"
UNIONED = PROJECT / "models" / "conformed" / "unioned"


def left_out_of(kpi_id: str, variant: str = "") -> set[str]:
    """The words of what a figure may leave out."""
    text = (generated_folder(PROJECT) / "kpi__lacking.sql").read_text(encoding="utf-8")
    found = re.search(r"kpi_lacking\((\[.*?\n\]),\n(\{.*\})\) \}\}", text, re.DOTALL)
    assert found is not None
    used, questions = json.loads(found[1]), json.loads(found[2])
    return {questions[row[2]]["en"] for row in used if row[:2] == [kpi_id, variant]}


def test_what_feeds_a_need_is_an_entity_with_such_a_field_and_value() -> None:
    for name, need in NEEDS.items():
        for term in need.fed_by:
            entity, _, condition = term.partition(".")
            field, _, value = condition.partition("=")
            contract = (UNIONED / f"int_{entity}__unioned.yml").read_text(encoding="utf-8")
            assert not field or f"{{name: {field}," in contract, (name, term)
            # The contract lists the values that a field may have.
            listed = re.search(rf"\{{name: {field}, (.*)", contract)
            assert not value or (listed and re.search(rf"\b{value}\b", listed[1])), (name, term)


def test_the_day_of_an_entity_is_a_column_of_its_contract() -> None:
    fed = {term.partition(".")[0] for need in NEEDS.values() for term in need.fed_by}
    for entity, day in DAYS.items():
        contract = (UNIONED / f"int_{entity}__unioned.yml").read_text(encoding="utf-8")
        assert re.search(rf"\{{name: {day}, data_type: (date|timestamp),", contract), entity
    # Markets have a year each, and no day.
    assert fed - set(DAYS) == {"market_sizes", "opportunity_stages"}


def test_what_a_need_hangs_on_is_a_setting_of_the_profile() -> None:
    variables = default_vars()
    needs = (generated_folder(PROJECT) / "kpi__needs.sql").read_text(encoding="utf-8")
    settings = set(re.findall(r'", "(\w+)\.(\w+)"\]', needs))
    assert ("deal_quality", "margin_weight") in settings
    for section, setting in settings:
        assert setting in variables[section], (section, setting)


def test_who_may_lack_a_rate_is_made_of_amounts() -> None:
    needs = (generated_folder(PROJECT) / "kpi__needs.sql").read_text(encoding="utf-8")
    made_of = set(re.findall(r'\["(\w+)", "", "amounts_of_deals"\]', needs))
    assert {"revenue", "open_pipeline", "gross_margin", "marketing_roi", "quota_attainment"} <= (
        made_of
    )
    assert not made_of & {"deals_won", "win_rate", "mrr", "sales_cost", "leads_generated"}


def test_a_need_without_words_is_refused() -> None:
    with pytest.raises(CompileError, match="needs 'moon'"):
        need_of("moon")


def test_a_figure_needs_what_it_is_made_of_and_distrusts_what_it_uses() -> None:
    made_of = compiled_inputs()
    needs = (generated_folder(PROJECT) / "kpi__needs.sql").read_text(encoding="utf-8")
    assert '["mrr", "", "recurring_lines"]' in needs
    assert '["gross_margin_rate", "", "cost_of_deals"]' in needs
    # A company may have no companies, only people; one that a vendor refuses is another matter.
    assert "accounts" in made_of["new_customers"]["entities"]
    assert '["new_customers", "", "accounts"]' not in needs
    # Who reads a newsletter is known from its e-mails; who gets it is not.
    assert "email_events" not in made_of["newsletter_subscribers"]["entities"]
    assert made_of["newsletter_subscribers"]["variants"] == {"readers": ["email_events"]}


def test_who_is_refused_e_mails_hears_of_the_variant_that_lacks_them() -> None:
    lacking = kpis_without(["email_events"])
    assert "newsletter_subscribers (readers)" in lacking
    assert "newsletter_subscribers" not in lacking


def test_what_counts_from_a_stage_of_a_lead_uses_its_stages() -> None:
    """A qualified meeting is followed by an SQL; who was ruled out is worked no more."""
    made_of = compiled_inputs()
    for kpi in ("mqls", "sqls", "qualified_meetings", "sourced_revenue"):
        assert "lead_stage_events" in made_of[kpi]["entities"], kpi
    assert "lead_stage_events" in made_of["selective_prospecting_index"]["entities"]


def test_every_figure_in_money_says_what_its_rows_may_lack() -> None:
    text = (generated_folder(PROJECT) / "kpi__lacking.sql").read_text(encoding="utf-8")
    lacking = set(re.findall(r'^ \["(\w+)", "", "lack_', text, re.MULTILINE))
    money = {
        file.kpi.id
        for file in load_metric_files(metrics_folder(PROJECT))
        if file.kpi.unit == "money" and not file.kpi.variant_is_kpi
    }
    assert money - lacking == set()
    assert {"gross_margin_rate", "quota_attainment", "discount_rate", "marketing_roi"} <= lacking


def test_what_may_be_lacking_is_flagged_by_columns_of_its_mart() -> None:
    marts = {path.stem: path for path in (PROJECT / "models" / "marts").rglob("*.yml")}
    for name, lack in LACKS.items():
        columns = set(re.findall(r"\{name: (\w+), data_type", marts[lack.model].read_text()))
        read = " ".join((lack.flag, lack.rows, lack.named, lack.amount, lack.lacking_amount))
        words = {
            word for word in re.findall(r"[a-z_]{3,}", read) if "_" in word or word == "amount"
        }
        assert words | {lack.day} <= columns | {"kpi_grain", "kpi_dimension"}, name


def test_another_word_of_what_rows_lack_is_compiled() -> None:
    """What generated text is made of decides whether anything is planned again."""
    named = (name for name in sys.modules if re.fullmatch(r"kpis\.(lacks\.)?\w+", name))
    files = {Path(str(sys.modules[name].__file__)).resolve() for name in named}
    makers = {file for file in files if file.name != "__init__.py"}
    assert {"catalogue.py", "money.py"} <= {
        one.name for one in makers if one.parent.name == "lacks"
    }
    assert makers <= {module.resolve() for module in _modules()}


def test_a_lack_without_words_is_refused() -> None:
    with pytest.raises(CompileError, match="lacks 'moon'"):
        lack_of("moon")


def test_a_part_that_may_be_left_out_hangs_on_tables_and_entities_of_its_source() -> None:
    for name, spec in discover().items():
        for part in spec.parts:
            assert set(part.tables) <= set(spec.raw_tables), (name, part.name)
            assert set(part.entities) <= set(spec.entities), (name, part.name)
            assert part.needs.endswith("."), (name, part.name)


def test_who_names_the_rates_of_a_sum_leaves_out_what_has_no_amount() -> None:
    """And a figure of one type leaves out the deals of no known type; that of all does not."""
    assert all(other in LACKS for lack in LACKS.values() for other in lack.also)
    assert "amount of {lacking} of {rows} open deals not known" in left_out_of("open_pipeline")
    assert "amount of {lacking} of {rows} daily costs not known" in left_out_of("marketing_spend")
    of_new, of_all = left_out_of("average_deal_size", "new"), left_out_of("average_deal_size")
    assert {words for words in of_new if words.startswith("type")} == of_new - of_all != set()
    before = "amount of {lacking} of {rows} recurring lines of the period before not known"
    assert before in left_out_of("mrr_growth_rate") - left_out_of("mrr")
