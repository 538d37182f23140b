from datetime import date
from pathlib import Path

import pytest

from company import ProfileError, dbt_vars, load_profile
from company.opening import BusinessCalendar

ROOT = Path(__file__).parents[2]
MINIMAL = "name: Acme\nsources:\n  hubspot: true\n"


def write(folder: Path, text: str) -> Path:
    path = folder / "company.yml"
    path.write_text(text, encoding="utf-8")
    return path


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(ProfileError) as error:
        load_profile(write(folder, text))
    return str(error.value)


def test_a_minimal_profile_has_the_catalogue_defaults(tmp_path: Path) -> None:
    profile = load_profile(write(tmp_path, MINIMAL))
    assert profile.time_zone == "Europe/Paris"
    assert profile.reporting_currency == "EUR"
    assert profile.windows.mql_to_sql_days == 60
    assert profile.windows.stage_conversion_days == 180
    assert profile.sources.active() == ("hubspot",)


def test_the_demo_company_is_valid() -> None:
    profile = load_profile(ROOT / "company.yml")
    assert profile.sandbox is not None
    assert "planning" in profile.sources.active()


def test_an_unknown_field_names_its_line_and_the_fix(tmp_path: Path) -> None:
    message = refusal(tmp_path, MINIMAL + "tiem_zone: Europe/Paris\n")
    assert "company.yml:4: tiem_zone: no such field" in message


def test_a_nested_wrong_value_names_its_line(tmp_path: Path) -> None:
    message = refusal(tmp_path, MINIMAL + "windows:\n  mql_to_sql_days: soon\n")
    assert "company.yml:5: windows.mql_to_sql_days:" in message
    assert "'soon'" in message


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("time_zone: Europe/Pari\n", "no IANA time zone"),
        ("mql: {by: score}\n", "needs a `threshold`"),
        ("channels: {Messe: fair}\n", "fair: not a channel"),
        ("reporting_currency: euro\n", "reporting_currency"),
        ("segments:\n- {key: a, min_employees: 0}\n- {key: b, min_employees: 9}\n", "overlap"),
        ("business_calendar: {hours: {mon: {opens: '09:00', closes: '09:00'}}}\n", "the same"),
        ("business_calendar: {hours: {}}\n", "no weekday is open"),
        (
            "business_calendar: {hours: {mon: {opens: '22:00', closes: '06:00'},"
            " tue: {opens: '05:00', closes: '09:00'}}}\n",
            "overlap",
        ),
        ("name: [unclosed\n", "not valid YAML"),
    ],
)
def test_an_invalid_profile_says_how_to_fix_it(tmp_path: Path, text: str, fix: str) -> None:
    assert fix in refusal(tmp_path, MINIMAL + text)


def test_several_problems_are_all_reported(tmp_path: Path) -> None:
    message = refusal(tmp_path, "name: Acme\nsources: {}\nfiscal_year_start_month: 13\n")
    assert len(message.splitlines()) == 2


def test_an_absent_profile_names_the_setting(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="ACCORD_COMPANY"):
        load_profile(tmp_path / "nowhere.yml")


def test_dbt_learns_which_source_feeds_which_entity(tmp_path: Path) -> None:
    from datetime import date

    text = MINIMAL + "  planning: sheets\nchannels: {Salon Pro: event}\n"
    profile = load_profile(write(tmp_path, text))
    entities = {"hubspot": ["people", "reps"], "planning": ["reps"]}
    variables = dbt_vars(profile, date(2026, 11, 21), entities, ["files", "planning"], {})
    assert variables["entity_sources"] == {"people": ["hubspot"], "reps": ["hubspot", "planning"]}
    assert variables["conformed_sources"] == ["planning"]
    assert variables["channel_map"]["salon_pro"] == "event"
    assert variables["channel_map"]["email_marketing"] == "email"
    assert variables["business_hours"]["1"] == [["09:00", "18:00"]]
    assert "6" not in variables["business_hours"]


def test_the_history_begins_where_the_profile_says_else_where_the_demo_company_does(
    tmp_path: Path,
) -> None:
    from datetime import date

    day, others = date(2026, 11, 21), date(2025, 9, 1)
    stated = load_profile(write(tmp_path, MINIMAL + "history_from: 2024-04-01\n"))
    silent = load_profile(write(tmp_path, MINIMAL))
    begins = [
        dbt_vars(profile, day, {"hubspot": []}, [], {}, history_from=history_from)["history_from"]
        for profile, history_from in [(stated, others), (silent, others), (silent, None)]
    ]
    assert begins == ["2024-04-01", "2025-09-01", ""]


def test_a_history_that_begins_after_the_day_of_the_figures_is_refused(tmp_path: Path) -> None:
    """It was cut to that day without a word: every period was one of before the history."""
    path = tmp_path / "company.yml"
    path.write_text("name: A\nsources: {planning: true}\nhistory_from: 2027-01-02\n", "utf-8")
    profile = load_profile(path)
    with pytest.raises(ProfileError, match="history_from is 2027-01-02, after 2027-01-01"):
        dbt_vars(profile, date(2027, 1, 1), {"planning": ()}, (), {})
    assert dbt_vars(profile, date(2027, 1, 2), {"planning": ()}, (), {})["history_from"]


def test_a_field_is_not_fed_when_none_of_its_sources_feeds_it(tmp_path: Path) -> None:
    from datetime import date

    profile = load_profile(write(tmp_path, MINIMAL + "  files: {mapping: m.yml}\n"))
    entities = {"hubspot": ["opportunities", "activities"], "files": ["opportunities"]}
    unfed = {
        "hubspot": {"opportunities": ["cost", "competitor"], "activities": ["direction"]},
        "files": {"opportunities": ["cost"]},
    }
    variables = dbt_vars(profile, date(2026, 11, 21), entities, [], unfed)
    assert variables["unfed_fields"] == {"opportunities": ["cost"], "activities": ["direction"]}


def test_a_day_may_have_a_break_end_at_midnight_or_after_it() -> None:
    calendar = BusinessCalendar.model_validate(
        {
            "hours": {
                "mon": [
                    {"opens": "14:00", "closes": "18:00"},
                    {"opens": "09:00", "closes": "12:30"},
                ],
                "tue": {"opens": "00:00", "closes": "24:00"},
                "sun": {"opens": "22:00", "closes": "06:00"},
                "sat": {"opens": "22:00", "closes": "00:00"},
            }
        }
    )
    assert calendar.intervals() == {
        "mon": [("00:00", "06:00"), ("09:00", "12:30"), ("14:00", "18:00")],
        "tue": [("00:00", "24:00")],
        "sat": [("22:00", "24:00")],
        "sun": [("22:00", "24:00")],
    }


def test_a_default_currency_is_of_a_source_that_is_on(tmp_path: Path) -> None:
    profile = tmp_path / "company.yml"
    profile.write_text(
        "name: Us\nsources: {planning: true}\nfx: {default_currencies: {files: EUR}}\n"
    )
    with pytest.raises(ProfileError, match="names files, which is not on; on are planning"):
        load_profile(profile)
