"""What holds of published figures whatever the company did."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from tests.end_to_end.pipeline import Pipeline

pytestmark = pytest.mark.e2e

#: Half a cent, and what adding up doubles may lose.
CLOSE = 0.005
MODELS = (
    "first_touch",
    "last_touch",
    "linear",
    "time_decay",
    "position_based",
    "w_shaped",
    "markov",
)


def _differences(pipeline: Pipeline, sql: str, **values: object) -> list[tuple[object, ...]]:
    """Return some of the rows with `is_off` that a query finds among those that it compares."""
    compared = sql.format(**values)
    [(rows,)] = pipeline.query(f"select count(*) from ({compared})")
    assert rows > 100, "nothing was compared"
    return pipeline.query(f"select * from ({compared}) where is_off limit 20")


def test_members_add_up_to_the_total(tiny: Pipeline) -> None:
    assert not _differences(
        tiny,
        """
        with additive as (
            select * from kpi.kpi_values join kpi.kpi_catalog using (kpi_id)
            where additivity in ('full', 'dimensions') and variant = ''
        )
        select
            total.kpi_id, total.grain, total.period_start, member.dimension, total.value,
            sum(member.value) as added, abs(any_value(total.value) - added) > {close} as is_off
        from additive as total
        join additive as member on
            member.kpi_id = total.kpi_id and member.grain = total.grain
            and member.period_start = total.period_start and member.dimension <> 'total'
        where total.dimension = 'total'
        group by all
        """,
        close=CLOSE,
    )


def test_every_dimension_of_an_additive_kpi_reaches_the_total(tiny: Pipeline) -> None:
    """No dimension is without members: where the total is something, so is each dimension."""
    assert not _differences(
        tiny,
        """
        select
            kpi_id, grain, period_start, dimension.name,
            not exists (
                select 1 from kpi.kpi_values as member
                where
                    member.kpi_id = total.kpi_id and member.variant = '' and member.value <> 0
                    and member.grain = total.grain and member.period_start = total.period_start
                    and member.dimension = dimension.name
            ) as is_off
        from (select * from kpi.kpi_values where dimension = 'total' and variant = '') as total
        join kpi.kpi_catalog using (kpi_id)
        cross join unnest(string_split(dimensions, ', ')) as dimension(name)
        where additivity in ('full', 'dimensions') and abs(value) > {close}
        """,
        close=CLOSE,
    )


@pytest.mark.parametrize(
    ("shorter", "longer"),
    [("day", "week"), ("day", "month"), ("month", "quarter"), ("month", "year")],
)
def test_periods_add_up(tiny: Pipeline, shorter: str, longer: str) -> None:
    assert not _differences(
        tiny,
        """
        with additive as (
            select * from kpi.kpi_values join kpi.kpi_catalog using (kpi_id)
            where additivity = 'full' and variant = '' and grain in ('{shorter}', '{longer}')
        )
        select
            whole.kpi_id, whole.period_start, whole.dimension, whole.dimension_value, whole.value,
            sum(part.value) as added, abs(any_value(whole.value) - added) > {close} as is_off
        from additive as whole
        join additive as part on
            part.kpi_id = whole.kpi_id and part.grain = '{shorter}'
            and part.dimension = whole.dimension and part.dimension_value = whole.dimension_value
            and part.period_start between whole.period_start and whole.period_end
        where
            whole.grain = '{longer}'
            -- Of the parts before the history nothing is shown.
            and whole.period_start >= (select history_from from kpi.publication)
        group by all
        """,
        shorter=shorter,
        longer=longer,
        close=CLOSE,
    )


def test_a_ratio_is_its_numerator_over_its_denominator(tiny: Pipeline) -> None:
    assert not _differences(
        tiny,
        """
        select
            kpi_id, variant, grain, period_start, dimension, value, numerator, denominator,
            -- Both are published in cents.
            value is null
            or abs(value * denominator - numerator) > {cent} * (1 + abs(value)) as is_off
        from kpi.kpi_values
        where numerator is not null and denominator <> 0
        """,
        cent=0.0051,
    )


def test_a_ratio_of_nothing_has_no_value(tiny: Pipeline) -> None:
    assert not _differences(
        tiny,
        """
        select
            kpi_id, variant, grain, period_start, dimension, value, numerator, denominator,
            value is not null as is_off
        from kpi.kpi_values
        where denominator = 0 or isnan(value) or isinf(value)
        """,
    )


@pytest.mark.parametrize("grain", ["month", "quarter", "year"])
def test_movements_explain_the_change_of_mrr(tiny: Pipeline, grain: str) -> None:
    changes = list(_changes_of_mrr(tiny, grain))
    assert any(moved for _, _, moved in changes)
    assert [change for change in changes if abs(change[1] - change[2]) > CLOSE] == []


def _changes_of_mrr(pipeline: Pipeline, grain: str) -> Iterator[tuple[object, float, float]]:
    """Each period's change in MRR and what the movements of the period add up to."""
    values: dict[tuple[str, date], float] = {
        (kpi, start): value
        for kpi, start, value in pipeline.query(
            "select kpi_id, period_start, value from kpi.kpi_values "
            "where grain = $1 and dimension = 'total' and variant = '' and kpi_id like 'mrr%'",
            grain,
        )
    }
    first, *others = sorted(start for kpi, start in values if kpi == "mrr")
    # The first period has none before it that is shown.
    before = values["mrr", first]
    for start in others:
        now = values["mrr", start]
        gained = sum(values[f"mrr_{kind}", start] for kind in ("new", "expansion", "reactivation"))
        lost = sum(values[f"mrr_{kind}", start] for kind in ("contraction", "churn"))
        yield start, now - before, gained - lost
        before = now


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("dimension", ["total", "channel", "campaign", "owner", "market"])
def test_attributed_revenue_is_revenue_to_the_cent(
    tiny: Pipeline, model: str, dimension: str
) -> None:
    query = (
        "select grain, period_start, round(sum(value), 2) from kpi.kpi_values "
        "where kpi_id = $1 and variant = $2 and dimension = $3 "
        "and grain in ('month', 'quarter', 'year') group by all having round(sum(value), 2) <> 0"
    )
    attributed = sorted(tiny.query(query, "attributed_revenue", model, dimension))
    assert attributed
    assert attributed == sorted(tiny.query(query, "revenue", "", "total"))


def test_a_win_without_a_touch_is_unattributed(tiny: Pipeline) -> None:
    """Under every model the same wins, so the same amount."""
    amounts = tiny.query(
        "select variant, sum(value) from kpi.kpi_values where kpi_id = 'attributed_revenue' "
        "and grain = 'year' and dimension = 'channel' and dimension_value = 'unattributed' "
        "group by all"
    )
    assert {variant for variant, _ in amounts} == {"", "markov_aggregate", *MODELS}
    assert len({round(amount, 2) for _, amount in amounts}) == 1
