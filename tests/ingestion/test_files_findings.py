"""What a dry run says of rows that load and give no figure, or a wrong one."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import CliRunner

from company.sections import RefusedRows
from ingestion.sources.files.__main__ import main
from ingestion.sources.files.doubts import to_arrow
from ingestion.sources.files.findings import Known
from ingestion.sources.files.mapping import read_mapping
from ingestion.sources.files.settings import FilesConfig
from ingestion.sources.files.shapes import read_shapes
from ingestion.sources.files.source import dry_run, last_date
from ingestion.sources.files.workspace import read_export

MAPPING = """
date_format: DD/MM/YYYY
inputs: {deals: {path: deals.csv}}
entities:
  opportunities:
    from: deals
    key: id
    fields:
      account_source_key: client
      owner_source_key: owner
      outcome: outcome
      amount: amount
      currency: currency
      type: type
      market: market
      channel: channel
      created_at: created
      closed_at: closed
  accounts: {query: select distinct client from deals, key: client, fields: {name: client}}
  reps: {query: select distinct owner from deals, key: owner, fields: {email: owner}}
"""
HEADER = "id,client,owner,outcome,amount,currency,type,market,channel,created,closed"
FIRST = date(2024, 1, 1)


def rows(number: int = 60) -> list[dict[str, str]]:
    """Sound deals, one a day, won, lost and open in turn."""
    made = []
    for at in range(number):
        on = FIRST + timedelta(days=at)
        outcome = ("won", "lost", "open")[at % 3]
        closed = on + timedelta(days=30)
        made.append(
            {
                "id": str(at),
                "client": f"c{at % 7}",
                "owner": f"rep{at % 2}@acme.example",
                "outcome": outcome,
                "amount": str(100 + at),
                "currency": "EUR",
                "type": ("new", "expansion")[at % 2],
                "market": ("FR", "de")[at % 2],
                "channel": ("email", "Trade show")[at % 2],
                "created": f"{on:%d/%m/%Y}",
                "closed": "" if outcome == "open" else f"{closed:%d/%m/%Y}",
            }
        )
    return made


def write(folder: Path, deals: list[dict[str, str]], mapping: str = MAPPING) -> FilesConfig:
    lines = [HEADER, *(",".join(deal.values()) for deal in deals)]
    (folder / "deals.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "mapping.yml").write_text(dedent(mapping), encoding="utf-8")
    return FilesConfig(mapping=folder / "mapping.yml", data_root=folder, time_zone="Europe/Paris")


def found(config: FilesConfig) -> list[str]:
    return [str(one) for one in dry_run(config, show=False).findings]


def test_of_a_sound_export_there_is_nothing_to_say(tmp_path: Path) -> None:
    assert found(write(tmp_path, rows())) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"created": ""}, "opportunities.created_at: 1 of 20 rows (5.0%): empty: open deals are"),
        ({"outcome": "won"}, "opportunities.closed_at: 1 of 41 rows (2.4%): empty: a deal that is"),
        ({"currency": ""}, "opportunities.currency: 1 of 60 rows (1.7%): an amount without a"),
        ({"type": ""}, "opportunities.type: 1 of 60 rows (1.7%): empty: sales cycles"),
        ({"market": "Frankreich"}, "market: 1 of 60 rows (1.7%): words that no definition knows"),
        ({"market": "Frankreich"}, "'Frankreich' 1 x (FR?)"),
        ({"channel": "e-mials"}, "'e-mials' 1 x (email"),
        ({"created": "29/02/2104"}, "created_at: 1 of 60 rows (1.7%): a day that is still to come"),
        ({"created": "29/02/2023"}, ""),
        ({"closed": "31/12/2023"}, "closed_at: 1 of 41 rows (2.4%): closed before it was created"),
        ({"created": "28/02/2023"}, "created_at: 1 of 60 rows (1.7%): long before the dates of"),
        ({"created": "28/02/1970"}, "created_at: 1 of 60 rows (1.7%): decades from nearly all"),
    ],
)
def test_one_row_that_no_figure_would_count_is_found(
    tmp_path: Path, changed: dict[str, str], said: str
) -> None:
    deals = rows()
    deals[-1] |= changed
    config = write(tmp_path, deals)
    words = found(config)
    assert any(said in one for one in words) if said else "refused" in words[0]
    # A date that is still to come does not move the company's day there.
    assert last_date(config) < date(2024, 6, 1)


def test_references_that_point_nowhere_are_counted(tmp_path: Path) -> None:
    narrowed = MAPPING.replace("client from deals", "client from deals where client <> 'c0'")
    assert found(write(tmp_path, rows(), narrowed)) == [
        "opportunities.account_source_key: 9 of 60 rows (15.0%): the key is of no record in "
        "accounts. It must be the `key` of accounts, written in the same way"
    ]
    without = MAPPING[: MAPPING.index("  accounts:")]
    words = " ".join(found(write(tmp_path, rows(), without)))
    assert "the mapping has no accounts" in words
    assert "the mapping has no reps" in words
    alone = write(tmp_path, rows(), without)
    assert found(alone.model_copy(update={"has_other_sources": True})) == []


MORE = """
  survey_answers:
    query: select id from deals
    key: id
    fields: {score: {constant: 9}}
  touches:
    query: select id, nullif(market, 'de') as person from deals
    key: id
    fields: {person_source_key: person}
  quotas:
    query: select distinct owner from deals
    key: owner
    fields:
      rep_email: {column: owner, values: {rep0@acme.example: " REP0@acme.example"}}
      amount: {constant: 100}
      currency: {constant: EUR}
"""


def test_rows_that_do_not_say_of_what_or_of_what_kind_they_are_spoil_figures(
    tmp_path: Path,
) -> None:
    """Half of the touches are nobody's, no answer says its kind; a quota is of no rep."""
    narrowed = MAPPING.replace("owner from deals", "owner from deals where owner like 'rep0%'")
    config = write(tmp_path, rows(), narrowed + MORE)
    kept = {
        (one.entity, one.field, one.rows, one.of)
        for one in dry_run(config, show=False).findings
        if one.spoils
    }
    assert ("survey_answers", "kind", 60, 60) in kept
    assert ("touches", "person_source_key", 30, 60) in kept
    assert ("quotas", "rep_email", 1, 2) in kept
    assert ("opportunities", "owner_source_key", 30, 60) in kept


@pytest.mark.parametrize("share", [1.0, 0.6, 0.4])
def test_markets_in_the_column_of_channels_spoil_figures(tmp_path: Path, share: float) -> None:
    """From half of the rows on; below, they are words of the company's own."""
    deals = rows()
    for row in deals[: round(share * len(deals))]:
        row["market"], row["channel"] = "email", "FR"
    kept = {one.field for one in dry_run(write(tmp_path, deals), show=False).findings if one.spoils}
    assert kept == ({"market", "channel"} if share >= 0.5 else set())


def test_activities_that_lack_what_most_of_them_say_are_counted(tmp_path: Path) -> None:
    """A call in three without its person, one in two without its outcome; a task needs neither."""
    activities = """
  activities:
    query: >-
      select id, case when outcome = 'open' then 'task' else 'call' end as type,
      nullif(outcome, 'won') as person, nullif(market, 'FR') as said from deals
    key: id
    fields:
      type: type
      person_source_key: person
      outcome: {column: said, values: {de: connected}}
      occurred_at: {constant: "2024-01-01"}
"""
    kept = {
        (one.field, one.beside): (one.rows, one.of)
        for one in dry_run(write(tmp_path, rows(), MAPPING + activities), show=False).findings
        if one.spoils and one.entity == "activities"
    }
    assert kept == {("person_source_key", "people"): (20, 40), ("outcome", ""): (20, 40)}


def test_ads_without_a_channel_spoil_figures_by_channel_alone(tmp_path: Path) -> None:
    """The total has their cost; the cost per lead of a channel would lack it."""
    ads = """
  ad_spend:
    query: select id, nullif(market, 'de') as channel, amount from deals
    key: id
    fields:
      day: {constant: "2024-01-01"}
      channel: channel
      cost: amount
      currency: {constant: EUR}
"""
    kept = [
        (one.field, one.by, one.rows, one.of)
        for one in dry_run(write(tmp_path, rows(), MAPPING + ads), show=False).findings
        if one.spoils and one.entity == "ad_spend"
    ]
    assert ("channel", "channel", 30, 60) in kept


@pytest.mark.parametrize(("kept_cells", "cut"), [(5, 40), (10, 0), (11, 0)])
def test_rows_that_end_before_what_all_others_say_were_cut(
    tmp_path: Path, kept_cells: int, cut: int
) -> None:
    """Two of three rows end after so many cells; the last of eleven is empty in every third row."""
    config = write(tmp_path, rows())
    header, *lines = (tmp_path / "deals.csv").read_text(encoding="utf-8").splitlines()
    short = [
        line if at % 3 == 0 else ",".join(line.split(",")[:kept_cells])
        for at, line in enumerate(lines)
    ]
    (tmp_path / "deals.csv").write_text("\n".join([header, *short]) + "\n", encoding="utf-8")
    mapping = MAPPING[: MAPPING.index("  accounts:")]
    (tmp_path / "mapping.yml").write_text(mapping, encoding="utf-8")
    said = [one for one in dry_run(config, show=False).findings if "cut?" in one.words]
    assert [(one.entity, one.rows, one.of, one.spoils) for one in said] == (
        [("opportunities", cut, 60, True)] if cut else []
    )


def test_a_ticket_that_is_solved_says_when(tmp_path: Path) -> None:
    """Or it stays in the backlog; a word of the company's own means solved where it says so."""
    tickets = """
  tickets:
    query: select id, outcome from deals
    key: id
    fields: {opened_at: {constant: "2024-01-01"}, status: {column: outcome}}
"""
    config = write(tmp_path, rows(), MAPPING + tickets)
    asked = config.model_copy(update={"solved_statuses": frozenset({"WON", "closed"})})
    solved = {one.rows for one in dry_run(asked, show=False).findings if one.field == "solved_at"}
    assert solved == {20}
    assert not [one for one in found(config) if "solved_at" in one]


def test_reps_without_an_address_are_nobody(tmp_path: Path) -> None:
    nameless = MAPPING.replace("fields: {email: owner}", "fields: {full_name: owner}")
    (said,) = found(write(tmp_path, rows(), nameless))
    assert said.startswith("reps.email: 2 of 2 rows (100.0%): empty: a rep is known by")


def test_exchanged_days_and_months_are_an_error_of_which_all_reasons_are_shown(
    tmp_path: Path,
) -> None:
    """6,668 of 8,800 deals were refused, the others dated wrong, and the run ended with 0."""
    deals = rows(366)
    deals[5]["amount"] = "ten"
    write(tmp_path, deals, MAPPING.replace("DD/MM", "MM/DD"))
    (tmp_path / "company.yml").write_text(
        "name: Acme\nsources: {files: {mapping: mapping.yml}}\ntime_zone: Europe/Paris\n"
    )
    ended = CliRunner().invoke(main, [str(tmp_path / "company.yml")])
    assert ended.exit_code == 1
    assert "of opportunities" not in ended.output
    for said in (
        "x opportunities.created_at: not a date in the declared format",
        "1 x opportunities.amount: not a number",
        "deals.csv:7: opportunities.amount: not a number; found 'ten'",
        "more than 5.0%: nothing would be published",
        "days are 12 or below: are day and month exchanged",
    ):
        assert said in ended.output, said
    write(tmp_path, deals)
    ended = CliRunner().invoke(main, [str(tmp_path / "company.yml")])
    assert ended.exit_code == 0, ended.output


def test_without_any_currency_or_outcome_nothing_would_be_right(tmp_path: Path) -> None:
    without = MAPPING.replace("      currency: currency\n", "")
    without = without.replace("      outcome: outcome\n", "")
    result = dry_run(write(tmp_path, rows(), without), show=False)
    errors = [(one.entity, one.field) for one in result.findings if one.severity == "error"]
    assert errors == [("opportunities", "currency"), ("opportunities", "outcome")]
    assert result.has_errors


def test_half_of_the_amounts_and_one_word_for_all_are_doubtful(tmp_path: Path) -> None:
    deals = [
        {**row, "channel": "email", "amount": "" if at % 2 else "5"}
        for at, row in enumerate(rows())
    ]
    words = found(write(tmp_path, deals))
    assert [one.split(":")[0] for one in words] == ["opportunities.amount", "opportunities.channel"]
    assert "one value in all rows" in words[1]


def test_what_spoils_figures_is_kept_above_the_share_that_the_profile_lets_pass(
    tmp_path: Path,
) -> None:
    deals = rows(200)
    deals[1]["closed"] = "01/01/2020"
    config = write(tmp_path, deals)
    known = Known(refused_rows=RefusedRows(warn=0.005, block=0.05))
    mapping, document = read_mapping(config.mapping)
    workspace = read_export("files", mapping, document, read_shapes(), tmp_path, config.time_zone)
    kept = to_arrow(workspace.findings(known), 0.005, workspace.loaded_at).to_pylist()
    # One of the 133 closed deals ended before it began; a channel of their own spoils nothing.
    assert ("opportunities", "closed_at", "") in {
        (one["entity"], one["field"], one["beside"]) for one in kept
    }
    assert "channel" not in {one["field"] for one in kept}
    assert not to_arrow(workspace.findings(known), 0.02, workspace.loaded_at).num_rows
    # A load asks twice, and looks once.
    assert workspace.findings(known) is workspace.findings(known)
    assert workspace.findings(Known(has_other_sources=True)) is not workspace.findings(known)
