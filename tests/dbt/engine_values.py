"""What the macros of days, texts and numbers give on every engine, each written down by hand."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

_MD5_OF_A = "0cc175b9c0f1b6a831c399e269772661"
_EVENTS = """(
    select 'b' as name, 2 as place, cast(null as string) as role union all
    select 'a' as name, 1 as place, cast(null as string) as role union all
    select 'c' as name, 3 as place, 'owner' as role union all
    select cast(null as string) as name, 4 as place, 'guest' as role
) as events"""


@dataclass(frozen=True)
class EngineValue:
    """A `select` of one row with one column `value`, and that value as a text."""

    sql: str
    expected: str | None


def _one(expression: str, expected: str | None) -> EngineValue:
    return EngineValue(f"select {{{{ {expression} }}}} as value", expected)


def _of_events(expression: str, expected: str | None) -> EngineValue:
    return EngineValue(f"select {{{{ {expression} }}}} as value from {_EVENTS}", expected)


def _instant(text: str) -> str:
    return f"\"cast('{text}' as timestamp)\""


def _day(text: str) -> str:
    return f"\"cast('{text}' as date)\""


ENGINE_VALUES: dict[str, EngineValue] = {
    "add_days_to_date": _one(f"add_days_to_date({_day('2024-02-28')}, 2)", "2024-03-01"),
    "add_days_of_null": _one("add_days_to_date('cast(null as date)', 2)", None),
    "take_days_off": _one(f"add_days_to_date({_day('2024-03-01')}, '1 - 2')", "2024-02-29"),
    "add_months": _one(f"add_months({_day('2024-01-31')}, 1)", "2024-02-29"),
    "take_months_off": _one(f"add_months({_day('2024-03-31')}, -13)", "2023-02-28"),
    "whole_days": _one(f"whole_days_between({_day('2024-02-28')}, {_day('2024-03-01')})", "2"),
    "whole_days_back": _one(
        f"whole_days_between({_day('2024-03-01')}, {_day('2024-02-28')})", "-2"
    ),
    "first_of_week": _one(f"first_day_of('week', {_day('2026-11-29')})", "2026-11-23"),
    "first_of_quarter": _one(f"first_day_of('quarter', {_day('2026-05-17')})", "2026-04-01"),
    "iso_weekday": _one(f"iso_weekday({_day('2026-11-29')})", "7"),
    "iso_week": _one(f"iso_week({_day('2027-01-01')})", "53"),
    "iso_year": _one(f"iso_year({_day('2027-01-01')})", "2026"),
    "local_in_summer": _one(
        f"local_timestamp({_instant('2026-07-01 22:30:00')})", "2026-07-02 00:30:00"
    ),
    "local_day": _one(f"business_date({_instant('2026-01-01 23:30:00')})", "2026-01-02"),
    "day_start": _one(f"day_start({_day('2026-01-01')})", "2025-12-31 23:00:00"),
    "hours_between": _one(
        f"hours_between({_instant('2026-01-01 10:00:00')}, {_instant('2026-01-01 10:00:04.5')})",
        "0.00125",
    ),
    "add_seconds": _one(
        f"add_seconds({_instant('2026-01-01 00:00:59.25')}, 2)", "2026-01-01 00:01:01.25"
    ),
    "add_days": _one(f"add_days({_instant('2026-03-28 12:00:00')}, 2)", "2026-03-30 12:00:00"),
    "no_number": _one("safe_cast_to(\"'x'\", 'bigint')", None),
    "hash": _one("dbt.hash(\"'a'\")", _MD5_OF_A),
    "hash_fraction": _one(
        "hash_fraction(\"'a'\")", str(int(hashlib.md5(b"a").hexdigest()[:8], 16) / 2**32)
    ),
    "second_part": _one("dbt.split_part(\"'ann@example.com'\", \"'@'\", 2)", "example.com"),
    "first_part_of_tags": _one("dbt.split_part(\"'a|b'\", \"'|'\", 1)", "a"),
    "slug": _one("slug(\"'  Événement_du Café--2026! '\")", "evenement_du_cafe_2026"),
    "slug_of_signs": _one("slug(\"' -- '\")", None),
    "slug_of_cyrillic": _one("slug(\"'Москва 1'\")", "москва_1"),
    "email": _one("normalised_email(\"' Ann.Lee+x@Example.COM '\")", "ann.lee@example.com"),
    "domain": _one("normalised_domain(\"'https://www.Example.com/a?b#c'\")", "example.com"),
    "path": _one("url_path(\"'https://example.com/Prices/'\")", "/prices"),
    "text": _one("text(\"l'été \\\\ l''hiver\")", "l'été \\ l''hiver"),
    "list": _of_events("string_list_agg('name', '; ', 'place')", "a; b; c"),
    "list_backwards": _of_events("string_list_agg('name', '; ', '0 - place')", "c; b; a"),
    "first_known": _of_events("first_known('role', 'place')", "owner"),
    "percentile": _of_events("percentile('place', 0.9)", "3.7"),
    "rows_of": EngineValue(
        "select kind || cast(amount as string) as value from"
        " {% call rows_of({'kind': 'string', 'amount': 'bigint'}) %}('a', 1){% endcall %}",
        "a1",
    ),
    "rows_of_one_column": EngineValue(
        "select max(kind) as value from"
        " {% call rows_of({'kind': 'string'}) %}('a'), ('b'){% endcall %}",
        "b",
    ),
    "split_to_rows": EngineValue(
        "select max(part) as value from ("
        "{{ split_to_rows(['place'], 'name', '|', \"(select 1 as place, 'a|c|b' as name) as t\") }}"
        ") as parts",
        "c",
    ),
    "split_nothing": EngineValue(
        "select count(*) as value from ({{ split_to_rows(['place'], 'name', '|',"
        ' "(select 1 as place, cast(null as string) as name) as t") }}) as parts',
        "0",
    ),
    "days_between_columns": EngineValue(
        "select count(*) as value from ({{ days_between_columns('a', 'b',"
        " \"(select cast('2024-02-27' as date) as a, cast('2024-03-02' as date) as b) as t\")"
        " }}) as days",
        "5",
    ),
    "generate_series": EngineValue(
        "select sum(cast(generated_number as bigint)) as value"
        " from ({{ dbt.generate_series(4) }}) as numbers",
        "10",
    ),
    "fingerprint_of_order": EngineValue(
        "select count(distinct print) as value from ("
        f"select {{{{ rows_fingerprint(['name', 'role']) }}}} as print from {_EVENTS} union all "
        "select {{ rows_fingerprint(['name', 'role']) }} as print from ("
        f"select name, role, place from {_EVENTS} order by place desc) as turned) as prints",
        "1",
    ),
    "fingerprint_of_nulls": EngineValue(
        "select count(distinct print) as value from ("
        "select {{ rows_fingerprint(['a', 'b']) }} as print from"
        " (select cast(null as string) as a, 'x' as b) as one union all "
        "select {{ rows_fingerprint(['a', 'b']) }} as print from"
        " (select 'x' as a, cast(null as string) as b) as other) as prints",
        "2",
    ),
}


def values_model() -> str:
    """Return a dbt model with a row (what, value) for each of `ENGINE_VALUES`."""
    return "\nunion all\n".join(
        f"select '{name}' as what, cast(value as string) as value from (\n{one.sql}\n) as {name}_"
        for name, one in ENGINE_VALUES.items()
    )
