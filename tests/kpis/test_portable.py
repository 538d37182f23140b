"""MetricFlow's SQL for DuckDB becomes SQL of every engine."""

from __future__ import annotations

import pytest

from kpis.portable import portable, text_literal


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            "DATE_TRUNC('week', closed_deals_src_1.closed_on) AS metric_time__week",
            "{{ first_day_of('week', 'closed_deals_src_1.closed_on') }} AS metric_time__week",
        ),
        (
            "PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY (__days)) AS __days",
            "{{ percentile('__days', 0.9) }} AS __days",
        ),
        (
            "CAST(won AS DOUBLE) / CAST(NULLIF(closed, 0) AS DOUBLE)",
            "CAST(won AS {{ type_double() }}) / CAST(NULLIF(closed, 0) AS {{ type_double() }})",
        ),
    ],
)
def test_what_engines_write_differently_is_a_macro(written: str, expected: str) -> None:
    assert portable(written) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "'plain'"),
        ("l'été", """{{ text("l'été") }}"""),
        ("a\\b", '{{ text("a\\\\b") }}'),
        ("{{ x }}", "'{ { x }}'"),
    ],
)
def test_text_means_itself_on_every_engine(text: str, expected: str) -> None:
    assert text_literal(text) == expected
