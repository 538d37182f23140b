"""The one table of figures that a tool reads, and its measure, which adds only what adds up."""

from __future__ import annotations

#: Figures with what they are called and how they add up: one row per figure.
QUERY = """select
    figures.*,
    variants.is_ratio,
    variants.adds_up_over_dimensions,
    variants.adds_up_over_time,
    members.label_en as member_en,
    members.label_fr as member_fr,
    members.parent as member_parent
from kpi.kpi_values as figures
join kpi.kpi_variants as variants
    on figures.kpi_id = variants.kpi_id and figures.variant = variants.variant
left join kpi.dimension_members as members
    on figures.dimension = members.dimension
    and figures.dimension_value = members.dimension_value"""

#: The columns by which a figure belongs to a series; a measure over two of them has no meaning.
_SERIES = ("kpi_id", "variant", "grain", "dimension")


def measure(column: str = "value", *, is_ratio: bool = True) -> str:
    """Return the SQL of a figure, whatever rows it is asked over.

    One row: the figure. Several members of one period: their sum where members add up, the sum of
    the numerators over that of the denominators where it is a ratio. Several periods: their sum
    where periods add up. Everything else, two series together too: NULL.

    Args:
        column: of `kpi.kpi_values`: `value`, or one that adds up as it does.
        is_ratio: whether the column has the figure's numerator and denominator.
    """
    one_series = " and ".join(f"min({name}) = max({name})" for name in _SERIES)
    one_period = "min(period_start) = max(period_start)"
    one_member = "min(dimension_value) = max(dimension_value)"
    over_members, over_time = "min({0}) = max({0}) and max({0})", "min({0}) = max({0}) and max({0})"
    members = over_members.format("cast(adds_up_over_dimensions as integer)") + " = 1"
    periods = over_time.format("cast(adds_up_over_time as integer)") + " = 1"
    ratio = (
        f" when {one_series} and {one_period} and min(cast(is_ratio as integer)) = 1 "
        "then sum(numerator) / nullif(sum(denominator), 0)"
        if is_ratio
        else ""
    )
    return (
        f"case when count(*) = 1 then max({column})"
        f" when {one_series} and ({one_period} or ({periods})) and ({one_member} or ({members}))"
        f" then sum({column}){ratio} end"
    )
