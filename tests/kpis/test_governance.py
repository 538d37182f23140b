"""What governance refuses: each with file, line and fix; exceptions, and what is only said."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from kpis.files import MetricFile
from kpis.governance.checking import check_project
from kpis.governance.exceptions import RULES, load_exceptions, without_excepted
from kpis.governance.scorecards import (
    ScorecardFile,
    Shown,
    find_problems,
    find_warnings,
    load_scorecards,
    scorecards_folder,
)
from kpis.governance.yaml_files import with_lines
from kpis.problems import DefinitionError

PROJECT = Path(__file__).parents[2] / "dbt_project"
AS_OF = date(2026, 11, 29)

SHIPPED = {
    *("account_executive", "customer_success", "daily_activity", "executive", "headline"),
    *("marketing", "monthly_analysis", "quarterly_strategy", "sales_manager", "sdr"),
    *("sales_integrity", "shared_sales_marketing", "weekly_performance"),
}


@pytest.fixture(scope="module")
def files() -> list[MetricFile]:
    return check_project(PROJECT, AS_OF)[0]


@pytest.fixture(scope="module")
def cards() -> list[ScorecardFile]:
    return load_scorecards(scorecards_folder(PROJECT))


@pytest.fixture(scope="module")
def definitions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what is written of KPIs, without a model."""
    folder = tmp_path_factory.mktemp("governed")
    for path in PROJECT.glob("models/**/*.yml"):
        copy = folder / path.relative_to(PROJECT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    return folder


def test_the_project_ships_its_scorecards_and_nothing_is_refused(
    files: list[MetricFile], cards: list[ScorecardFile]
) -> None:
    assert {card.id for card in cards} == SHIPPED
    assert find_problems(cards, files) == []
    assert find_warnings(cards) == []


@dataclass(frozen=True)
class Fault:
    """A file in which one text is replaced, and what is said of that line."""

    file: str
    old: str
    new: str
    said: str
    fix: str
    rule: str = ""
    #: What the line at fault begins with, where it is not the new text.
    line: str = ""


METRICS, CARDS = "models/metrics", "models/scorecards"
#: All but what keeps a file from being read.
FAULTS = (
    Fault(
        f"{METRICS}/efficiency/win_rate.yml",
        "guardrails: [deals_won, average_deal_size]",
        "guardrails: [average_deal_size]",
        "a targetable ratio without an absolute volume beside it",
        "add a KPI that counts or sums",
        "ratio_without_volume",
    ),
    Fault(
        f"{METRICS}/result/revenue.yml",
        "guardrails: [win_rate, average_deal_size, customer_satisfaction_score]",
        "guardrails: [deals_won]",
        "a targetable volume without a quality beside it",
        "add a rate, a time or a score",
        "volume_without_quality",
    ),
    Fault(
        f"{METRICS}/efficiency/ad_clicks.yml",
        "is_targetable: false",
        "is_targetable: true",
        "an input cannot be a target",
        "set `is_targetable: false`",
        "input_with_target",
    ),
    Fault(
        f"{METRICS}/result/deals_won.yml",
        "review_date: 2027-09-30",
        "review_date: 2026-11-28",
        "2026-11-28 has passed",
        "review the definition, then set the next date",
        "review_passed",
    ),
    Fault(
        f"{METRICS}/result/new_customers.yml",
        "review_date: 2027-09-30",
        "review_date: 2029-09-30",
        "2029-09-30 is too far ahead",
        "at most a year after",
        "review_too_far",
    ),
    Fault(
        f"{METRICS}/efficiency/open_pipeline.yml",
        "teams: [ae, sdr]",
        "teams: [ae]",
        "a shared KPI visible to one team only",
        "name every team that agreed on it",
        "shared_with_one_team",
    ),
    Fault(
        f"{METRICS}/efficiency/sqls.yml",
        "label_fr: SQL",
        "label_fr: MQL",
        "'mql' is defined more than once",
        "keep one definition, rename the other",
    ),
    Fault(
        f"{METRICS}/efficiency/sessions.yml",
        "guardrails: [",
        "guardrails: [margin_of_error, ",
        "unknown id 'margin_of_error'",
        "name a KPI that has a metric file",
    ),
    Fault(
        f"{METRICS}/efficiency/bounce_rate.yml",
        "denominator: sessions",
        "denominator: sesions",
        "no metric is called 'sesions'",
        "did you mean sessions?",
        line="type_params:",
    ),
    Fault(
        f"{METRICS}/efficiency/response_rate.yml",
        "window: response_days",
        "window: contact_to_meeting_days",
        "the formula changed, and version 1 was released with another one",
        "add version 2 to the change log",
        line="change_log:",
    ),
    Fault(
        f"{CARDS}/headline.yml",
        "{kpi: revenue, chart: number}",
        "{kpi: turnover, chart: number}",
        "unknown id 'turnover'",
        "name a KPI that has a metric file",
    ),
    Fault(
        f"{CARDS}/weekly_performance.yml",
        "{kpi: win_rate, chart: line}",
        "{kpi: win_rate, variant: by_moon, chart: line}",
        "win_rate has no variant 'by_moon'",
        "name one of adjusted, by_amount",
    ),
    Fault(
        f"{CARDS}/monthly_analysis.yml",
        "{kpi: mrr, chart: line}",
        "{kpi: revenue, chart: bar}",
        "revenue is there twice",
        "keep it once",
    ),
    Fault(
        f"{CARDS}/executive.yml",
        "label_fr: Tableau de bord direction",
        "label_fr: L'essentiel",
        "names two scorecards",
        "give each scorecard a name of its own",
    ),
    Fault(
        f"{CARDS}/sdr.yml",
        "            - {kpi: sourced_revenue, chart: bar}\n",
        "            - {kpi: discount_rate, chart: bar}\n",
        "a role's scorecard without an outcome",
        "add what the company wants of it",
        "no_outcome",
        line="kpis:",
    ),
    Fault(
        f"{CARDS}/daily_activity.yml",
        "            - {kpi: calls_made, chart: number}\n",
        "".join(
            f"            - {{kpi: {kpi}}}\n"
            for kpi in ("calls_made", "leads_worked", "demos_held", "follow_ups_made")
        ),
        "13 KPIs, 12 at most",
        "move the others to another one",
        "too_many_kpis",
        line="kpis:",
    ),
)


def with_faults(definitions: Path, folder: Path, faults: Sequence[Fault] = FAULTS) -> Path:
    shutil.copytree(definitions, folder)
    for fault in faults:
        path = folder / fault.file
        text = path.read_text(encoding="utf-8")
        assert fault.old in text, fault.file
        path.write_text(text.replace(fault.old, fault.new, 1), encoding="utf-8")
    return folder


def refused(project: Path, as_of: date = AS_OF) -> list[str]:
    with pytest.raises(DefinitionError) as error:
        check_project(project, as_of)
    return [str(problem) for problem in error.value.problems]


@pytest.fixture(scope="module")
def said(definitions: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    project = with_faults(definitions, tmp_path_factory.mktemp("faulty") / "project")
    return project, refused(project)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.said}")
def test_every_refusal_names_file_line_and_fix(fault: Fault, said: tuple[Path, list[str]]) -> None:
    project, problems = said
    name = fault.file.removeprefix(f"{METRICS}/").removeprefix(f"{CARDS}/")
    # What is defined twice is said of both.
    found = [one for one in problems if one.startswith(f"{name}:") and fault.said in one]
    assert len(found) >= 1, problems
    assert all(fault.fix in one for one in found)
    lines = (project / fault.file).read_text(encoding="utf-8").splitlines()
    at = [lines[int(re.split("[: ]", one)[1]) - 1].strip().removeprefix("- ") for one in found]
    wanted = fault.line or fault.new.strip().removeprefix("- ")
    assert any(line.startswith(wanted) for line in at), (at, found)


def test_nothing_else_is_refused_with_them(said: tuple[Path, list[str]]) -> None:
    """What is there twice is said of both places; a term that is unknown changes the formula."""
    _, problems = said
    twice = ("'mql' is defined more than once", "revenue is there twice", "names two scorecards")
    assert [sum(word in one for one in problems) for word in twice] == [2, 2, 2]
    assert sum("bounce_rate.yml" in one for one in problems) == 2
    assert len(problems) == len(FAULTS) + 4, problems


def exceptions_of(faults: Sequence[Fault], until: str) -> str:
    return yaml.safe_dump(
        {
            "exceptions": [
                {
                    "id": Path(fault.file).stem,
                    "rule": fault.rule,
                    "reason": "Agreed for the launch of the product.",
                    "granted_by": "Chief revenue officer",
                    "until": until,
                }
                for fault in faults
            ]
        }
    )


def test_an_exception_lets_pass_until_its_day_and_fails_after(
    definitions: Path, tmp_path: Path
) -> None:
    governed = [fault for fault in FAULTS if fault.rule]
    assert {fault.rule for fault in governed} <= set(RULES)
    project = with_faults(definitions, tmp_path / "project", governed)
    (project / "governance").mkdir()
    path = project / "governance/exceptions.yml"
    path.write_text(exceptions_of(governed, "2026-11-29"), encoding="utf-8")
    assert check_project(project, AS_OF)[1] == []
    # On the day after, each has ended: what it covered is no longer let pass either way.
    ended = refused(project, date(2026, 11, 30))
    assert len(ended) == len(governed)
    assert all(
        re.match(r"exceptions\.yml:\d+: exceptions\[\d+\]\.until: the exception of .* ended", one)
        for one in ended
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"rule": "no_such_rule"}, "no rule with exceptions is called 'no_such_rule'"),
        ({"reason": "why"}, "exceptions[0].reason"),
        ({"granted_by": None}, "exceptions[0].granted_by"),
        ({"until": "for ever"}, "exceptions[0].until"),
    ],
)
def test_an_exception_without_its_parts_is_none(
    tmp_path: Path, change: dict[str, Any], words: str
) -> None:
    [granted] = yaml.safe_load(exceptions_of(FAULTS[:1], "2026-12-31"))["exceptions"]
    path = tmp_path / "exceptions.yml"
    path.write_text(yaml.safe_dump({"exceptions": [{**granted, **change}]}), encoding="utf-8")
    [problem] = load_exceptions(path)[1]
    assert words in str(problem)


def test_an_exception_that_nothing_needs_is_said(tmp_path: Path) -> None:
    path = tmp_path / "exceptions.yml"
    path.write_text(exceptions_of(FAULTS[:1], "2026-12-31"), encoding="utf-8")
    grants, faults = load_exceptions(path)
    assert faults == []
    [warning] = with_lines(without_excepted([], grants, path.name)[1], tmp_path)
    assert str(warning).startswith("exceptions.yml:2: exceptions[0]: win_rate keeps to")


def test_without_a_decision_or_an_owner_a_file_is_refused_with_its_line(
    definitions: Path, tmp_path: Path
) -> None:
    project = tmp_path / "project"
    shutil.copytree(definitions, project)
    faulty = project / METRICS / "result/revenue.yml"
    text = faulty.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if "decision_en" not in line]
    lines = [line for line in lines if "owner: Chief revenue officer" not in line]
    faulty.write_text("\n".join(lines), encoding="utf-8")
    problems = refused(project)
    at = lines.index("        accord:") + 1
    field = f"result/revenue.yml:{at}: metrics[revenue].config.meta.accord"
    assert problems == [
        f"{field}.owner: Field required -> add the field",
        f"{field}.decision_en: Field required -> add the field",
    ]


def card(cards: list[ScorecardFile], name: str, kpis: Sequence[str], **changes: Any) -> Any:
    [found] = [one for one in cards if one.id == name]
    shown = [Shown(kpi=kpi) for kpi in kpis]
    changed = found.scorecard.model_copy(update={"kpis": shown, **changes})
    return replace(found, scorecard=changed)


@pytest.mark.parametrize(
    ("name", "kpis", "rules"),
    [
        # Outcomes that confirm, and nothing that is coming.
        ("executive", ["revenue", "new_customers", "win_rate"], {"only_lagging"}),
        # What leads alone: an output, and the outcome of support that leads.
        ("customer_success", ["ticket_backlog", "customer_satisfaction_score"], {"only_leading"}),
        ("executive", ["revenue", "new_customers"], {"no_output", "only_lagging"}),
        ("sales_manager", ["activities_per_rep", "revenue"], {"no_output"}),
        ("sales_manager", ["pipeline_coverage", "win_rate"], {"no_outcome"}),
        ("sales_manager", ["pipeline_coverage", "revenue"], set()),
        ("headline", ["revenue", "new_customers"], {"headline_length"}),
        # A rhythm may be all leading, and without an outcome.
        ("daily_activity", ["calls_made", "meetings_booked"], set()),
    ],
)
def test_what_a_scorecard_must_balance(
    files: list[MetricFile],
    cards: list[ScorecardFile],
    name: str,
    kpis: list[str],
    rules: set[str],
) -> None:
    everyone = ["sdr", "ae", "marketing", "customer_success"]
    problems = find_problems([card(cards, name, kpis, audience=everyone)], files)
    assert {problem.rule for problem in problems} == rules, problems


def test_a_shared_kpi_on_scorecards_of_one_team_alone_is_refused(
    files: list[MetricFile], cards: list[ScorecardFile]
) -> None:
    alone = card(cards, "account_executive", ["open_pipeline", "quota_attainment"])
    [problem] = find_problems([alone], files)
    assert (problem.rule, problem.field) == ("shared_with_one_team", "kpis[open_pipeline]")
    other = card(cards, "sdr", ["open_pipeline", "sourced_revenue"])
    assert [it.field for it in find_problems([alone, other], files)] == ["kpis[sourced_revenue]"]


@pytest.mark.parametrize(("count", "warned", "is_refused"), [(10, 0, 0), (11, 1, 0), (13, 0, 1)])
def test_ten_are_kept_in_view_and_twelve_are_the_most(
    files: list[MetricFile], cards: list[ScorecardFile], count: int, warned: int, is_refused: int
) -> None:
    kpis = [file.kpi.id for file in files if not file.kpi.is_shared][:count]
    long = [card(cards, "weekly_performance", kpis)]
    assert len(find_warnings(long)) == warned
    assert len(find_problems(long, files)) == is_refused


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"type": "analysis"}, "type: is not `dashboard`"),
        ({"name": "other"}, "name: is not 'headline'"),
        ({"owner": {}}, "owner: a scorecard without an owner"),
        ({"description": ""}, "description: is missing"),
        ({"config": {}}, "kpis: Field required"),
    ],
)
def test_what_is_no_scorecard_is_refused_by_name(
    tmp_path: Path, change: dict[str, Any], words: str
) -> None:
    content = yaml.safe_load((scorecards_folder(PROJECT) / "headline.yml").read_text())
    content["exposures"][0] |= change
    (tmp_path / "headline.yml").write_text(yaml.safe_dump(content))
    with pytest.raises(DefinitionError, match=re.escape(words)):
        load_scorecards(tmp_path)


def test_a_role_s_scorecard_names_its_role(tmp_path: Path) -> None:
    text = (scorecards_folder(PROJECT) / "sdr.yml").read_text(encoding="utf-8")
    (tmp_path / "sdr.yml").write_text(text.replace("          role: SDR\n", ""), encoding="utf-8")
    with pytest.raises(DefinitionError, match="names its `role`"):
        load_scorecards(tmp_path)
