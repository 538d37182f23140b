"""What a mapping can say: dates, numbers, values, SQL, derived entities, a dry run."""

# ruff: noqa: DTZ001 (base rows hold UTC instants without a zone)

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from textwrap import dedent

import pytest

from ingestion.registry import read_profile
from ingestion.sources.files.errors import MappingError
from ingestion.sources.files.settings import FilesConfig
from ingestion.sources.files.shapes import read_shapes
from ingestion.sources.files.source import dry_run, last_date, mapped_entities
from ingestion.sources.files.vocabulary import BILLING_PERIODS, VOCABULARY
from tests.dbt.warehouse import PROJECT
from tests.ingestion.files_export import read, rows


@pytest.mark.fault(20, 21)
@pytest.mark.parametrize(
    ("text", "formats", "instant"),
    [
        ("2024-07-01T10:00:00+05:00", "", datetime(2024, 7, 1, 5)),
        ("2024-07-01 10:00:00Z", "", datetime(2024, 7, 1, 10)),
        ("2024-07-01 10:00", "", datetime(2024, 7, 1, 8)),
        ("2024-07-01", "time_zone: America/New_York", datetime(2024, 7, 1, 4)),
        ("07/01/24 10:00 PM", "date_format: '%m/%d/%y %I:%M %p'", datetime(2024, 7, 1, 20)),
        ("01/07/2024", "date_format: [DD/MM/YYYY HH:mm, DD/MM/YYYY]", datetime(2024, 6, 30, 22)),
        ("1719792000", "date_format: epoch_s", datetime(2024, 7, 1)),
        ("1719792000000", "date_format: epoch_ms", datetime(2024, 7, 1)),
        ("45474.5", "date_format: excel", datetime(2024, 7, 1, 10)),
    ],
)
def test_instants(tmp_path: Path, text: str, formats: str, instant: datetime) -> None:
    (tmp_path / "v.csv").write_text(f"num,signe_le\n1,{text}\n")
    comma = ", " if formats else ""
    found = read(
        tmp_path,
        f"""
        inputs: {{v: {{path: v.csv}}}}
        entities:
          opportunities:
            from: v
            key: num
            fields:
              closed_at: {{column: signe_le{comma}{formats}}}
        """,
    )
    assert rows(found, "opportunities", "closed_at") == [(instant,)]


@pytest.mark.parametrize(
    ("text", "formats", "amount"),
    [
        ("1.234.567,89", "decimal: ',', thousands: '.'", "1234567.89"),
        ("1'234.5", 'thousands: "\'"', "1234.50"),
        ("€ 12,5", "decimal: ',', strip: '€'", "12.50"),
        ("1.5e3", "", "1500.00"),
        (" 12 ", "", "12.00"),
        ("-", "empty: '-'", None),
    ],
)
def test_numbers(tmp_path: Path, text: str, formats: str, amount: str | None) -> None:
    (tmp_path / "v.csv").write_text(f"num;montant\n1;{text}\n", encoding="utf-8")
    comma = ", " if formats else ""
    found = read(
        tmp_path,
        f"""
        inputs: {{v: {{path: v.csv, delimiter: ';'}}}}
        entities:
          opportunities:
            {{from: v, key: num, fields: {{amount: {{column: montant{comma}{formats}}}}}}}
        """,
    )
    assert rows(found, "opportunities", "amount") == [(Decimal(amount) if amount else None,)]


def test_values_constants_sql_defaults_and_references(tmp_path: Path) -> None:
    (tmp_path / "v.csv").write_text(
        "id,etat,prix,qte,ex\n1, GAGNÉ ,2.5,2,7|8\n2,autre,,3,\n", encoding="utf-8"
    )
    found = read(
        tmp_path,
        """
        inputs: {v: {path: v.csv}}
        entities:
          opportunities:
            from: v
            key: id
            where: id <> '3'
            fields:
              outcome: {column: etat, values: {gagné: won, autre: open}}
              stage: {column: etat, values: {gagné: closed}}
              amount: {sql: try_cast(prix as double) * try_cast(qte as double), default: 0}
              currency: {constant: EUR}
              owner_source_key: {column: id, of_source: hubspot}
              merged_source_keys: ex
        """,
    )
    fields = ("outcome", "stage", "amount", "currency", "owner_source_key", "merged_source_keys")
    assert rows(found, "opportunities", *fields) == [
        ("won", "closed", Decimal("5.00"), "EUR", "hubspot:1", "files:7|files:8"),
        ("open", "autre", Decimal("0.00"), "EUR", "hubspot:2", None),
    ]


def test_an_entity_is_derived_from_a_query_over_typed_columns(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text(
        "case,what,when\nA,open,02/01/2024\nB,open,05/01/2024\nA,done,04/01/2024\nC,open,bad\n"
    )
    found = read(
        tmp_path,
        """
        inputs:
          log:
            path: log.csv
            columns:
              seen: {column: when, type: timestamp, date_format: DD/MM/YYYY}
        entities:
          tickets:
            query: |
              select "case", min(seen) as opened, max(seen) filter (where what = 'done') as done
              from log group by "case" order by "case"
            key: case
            fields: {opened_at: opened, solved_at: done}
        """,
        zone="UTC",
    )
    assert rows(found, "tickets", "source_id", "opened_at", "solved_at") == [
        ("A", datetime(2024, 1, 2), datetime(2024, 1, 4)),
        ("B", datetime(2024, 1, 5), None),
    ]
    assert [(one.line, one.field) for one in found.refusals.items] == [(5, "seen")]


def test_base_rows_have_exactly_the_contract(tmp_path: Path) -> None:
    (tmp_path / "v.csv").write_text("id\n1\n")
    found = read(
        tmp_path,
        """
        inputs: {v: {path: v.csv}}
        entities: {accounts: {from: v, key: id, fields: {name: id}}}
        """,
    )
    for entity, shape in read_shapes().items():
        assert found.table(entity).column_names == list(shape.columns)
    assert found.table("people").num_rows == 0


def test_readers_of_several_entities_do_not_disturb_each_other(tmp_path: Path) -> None:
    lines = "".join(f"{at}\n" for at in range(3_000))
    (tmp_path / "v.csv").write_text("id\n" + lines)
    found = read(
        tmp_path,
        """
        inputs: {v: {path: v.csv}}
        entities:
          accounts: {from: v, key: id, fields: {name: id}}
          people: {from: v, key: id, fields: {full_name: id}}
        """,
    )
    one, two = found.reader("accounts", 500), found.reader("people", 500)
    pairs = [(len(a), len(b)) for a, b in zip(one, two, strict=True)]
    assert sum(a for a, _ in pairs) == sum(b for _, b in pairs) == 3_000


def test_dry_run_tells_what_is_loaded_unmapped_and_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "v.csv").write_text("id,won,spare\n1,2024-03-01,x\n2,tomorrow,y\n")
    (tmp_path / "m.yml").write_text(
        dedent("""
        inputs: {v: {path: v.csv}}
        entities: {opportunities: {from: v, key: id, fields: {closed_at: won}}}
        """)
    )
    config = FilesConfig(mapping=tmp_path / "m.yml", data_root=tmp_path)
    result = dry_run(config)
    assert result.inputs[0].unmapped_columns == ("spare",)
    (entity,) = result.entities
    assert (entity.counts.read, entity.counts.loaded, entity.counts.refused) == (2, 1, 1)
    assert "v.csv:3: opportunities.closed_at: not a date" in capsys.readouterr().out
    assert result.last_date == last_date(config) == date(2024, 3, 1)
    assert mapped_entities(config) == ("opportunities",)


def test_the_worked_example_of_the_guide_works_word_by_word(tmp_path: Path) -> None:
    guide = (Path(__file__).parents[2] / "docs/bring-your-own-data.md").read_text(encoding="utf-8")
    company, mapping, *_ = re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL)
    export = re.search(r"^    N°.*?(?=\n\n)", guide, re.DOTALL | re.MULTILINE)
    assert export is not None
    folder = tmp_path / "accord" / "companies" / "acme"
    folder.mkdir(parents=True)
    (folder / "company.yml").write_text(company, encoding="utf-8")
    (folder / "mapping.yml").write_text(mapping, encoding="utf-8")
    (tmp_path / "acme-export").mkdir()
    (tmp_path / "acme-export" / "affaires_2024.csv").write_text(
        dedent(export[0]) + "\n", encoding="cp1252"
    )
    config = FilesConfig.build(read_profile(folder / "company.yml"), {})
    result = dry_run(config, show=False)
    counts = {one.name: (one.counts.loaded, one.counts.refused) for one in result.entities}
    assert counts == {"opportunities": (3, 0), "accounts": (2, 0), "reps": (2, 0)}
    assert result.last_date == date(2024, 2, 15)


@pytest.mark.parametrize(("entity", "field"), sorted(VOCABULARY))
def test_a_field_of_few_words_takes_no_other(tmp_path: Path, entity: str, field: str) -> None:
    """`billing_period: month` was taken, and gave an MRR of 0 in every period."""
    word = VOCABULARY[entity, field][0]
    (tmp_path / "v.csv").write_text(
        f"id,word,day\n1,{word.swapcase()},2024-01-01\n2,mnth,2024-01-01\n"
    )
    others = {name for name in read_shapes()[entity].required if name != field}
    required = "".join(f"{name}: {{column: day}}, " for name in sorted(others))
    found = read(
        tmp_path,
        f"""
        inputs: {{v: {{path: v.csv}}}}
        entities: {{{entity}: {{from: v, key: id, fields: {{{required}{field}: word}}}}}}
        """,
    )
    assert rows(found, entity, "source_id", field) == [("1", word)]
    assert [one.reason.split(":")[0] for one in found.refusals.items] == [f"unknown {field}"]


def test_the_words_of_billing_periods_are_those_of_the_marts() -> None:
    macro = (PROJECT / "macros" / "billing.sql").read_text(encoding="utf-8")
    periods = re.findall(r"'(\w+)': \(\d+, \d+\)", macro)
    assert {*periods, "one_off", "annual", "yearly"} == set(BILLING_PERIODS)
    assert "in ('annual', 'yearly')" in macro


def test_what_is_no_currency_and_no_probability_is_refused(tmp_path: Path) -> None:
    """'dollars' has no rate: revenue was 0. A probability of 60 made a pipeline of 60 times it."""
    (tmp_path / "v.csv").write_text("id,money,chance\n1,usd,0.6\n2,dollars,1\n3,EUR,60\n4,,\n")
    found = read(
        tmp_path,
        """
        inputs: {v: {path: v.csv}}
        entities:
          opportunities:
            {from: v, key: id, fields: {currency: money, probability: chance}}
        """,
    )
    assert rows(found, "opportunities", "source_id", "currency") == [("1", "usd"), ("4", None)]
    reasons = [(one.field, one.reason.split(":")[0]) for one in found.refusals.items]
    assert reasons == [("currency", "no currency"), ("probability", "not between 0 and 1")]


def test_a_default_date_is_of_the_time_zone_as_others_are(tmp_path: Path) -> None:
    """West of UTC it was the day before."""
    (tmp_path / "v.csv").write_text("id,day\n1,2024-07-01\n2,\n")
    found = read(
        tmp_path,
        """
        inputs: {v: {path: v.csv}}
        entities:
          opportunities:
            from: v
            key: id
            fields:
              created_at: {column: day, default: "2024-07-01"}
              expected_close_on: {column: day, default: "2024-07-01"}
              amount: {sql: "null", default: 12.5}
        """,
        zone="America/New_York",
    )
    midnight, day = datetime(2024, 7, 1, 4), date(2024, 7, 1)
    expected = [(midnight, day, Decimal("12.50"))] * 2
    assert rows(found, "opportunities", "created_at", "expected_close_on", "amount") == expected


def test_the_first_day_without_service_is_the_day_after_the_last_one(tmp_path: Path) -> None:
    (tmp_path / "v.csv").write_text("id,until\n1,2024-11-01\n2,\n")
    mapping = """
        inputs: {v: {path: v.csv}}
        entities:
          subscriptions: {from: v, key: id, ends_on_is: exclusive, fields: {ends_on: until}}
        """
    assert rows(read(tmp_path, mapping), "subscriptions", "ends_on") == [
        (date(2024, 10, 31),),
        (None,),
    ]
    with pytest.raises(MappingError, match="ends_on_is: it says how `ends_on` is meant"):
        read(tmp_path, mapping.replace("{ends_on: until}", "{product: until}"))
