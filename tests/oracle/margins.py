"""Margins, discounts and what each product brought."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tests.oracle.closings import DEAL_SLICES
from tests.oracle.figures import RATIO, SUM
from tests.oracle.lines import Line, won_lines
from tests.oracle.observations import Observation
from tests.oracle.people import Dimensions
from tests.oracle.truth import day_of
from tests.oracle.world import World

FIGURES = {
    "revenue": SUM,
    "gross_margin": SUM.monthly(),
    "gross_margin_rate": RATIO.monthly(),
    "discount_rate": RATIO.monthly(),
    "products_cleared": SUM.quarterly(),
}


def observe(world: World) -> Iterator[Observation]:
    for deal in world.deals.won:
        assert deal.closed_at
        on, where = day_of(deal.closed_at), world.deals.dimensions(deal, deal.closed_at)
        lines = won_lines(world)[deal.deal_id]
        for line in lines:
            of_line: Dimensions = {**where, "product": line.product}
            for variant in ("", "net_of_refunds"):
                yield Observation(
                    "revenue", on, of_line, line.won, variant=variant, slices=("product",)
                )
            yield Observation("gross_margin", on, of_line, line.margin)
            yield Observation("gross_margin_rate", on, of_line, line.margin, line.costed)
            yield Observation("discount_rate", on, of_line, line.discount, line.list_amount)
        # Of a line without a list price nobody knows whether it has a discount.
        listed = [line for line in lines if line.has_list_price]
        if listed:
            has = int(any(_has_discount(line) for line in listed))
            yield Observation("discount_rate", on, where, has, 1, "deals", slices=DEAL_SLICES)
        for product in {line.product for line in listed}:
            of_product = [line for line in listed if line.product == product]
            yield Observation(
                "discount_rate",
                on,
                {**where, "product": product},
                int(any(_has_discount(line) for line in of_product)),
                1,
                "deals",
                slices=("product",),
            )
    yield from _cleared(world)


def _has_discount(line: Line) -> bool:
    """Whether there is one, in whatever currency: a deal is counted without a rate too."""
    return bool(line.row["discount"]) if line.row else line.discount > 0


def _cleared(world: World) -> Iterator[Observation]:
    """Dormant references on the day on which the last listed one was sold."""
    sold: dict[str, list[Line]] = {}
    for lines in won_lines(world).values():
        for line in lines:
            sold.setdefault(line.product, []).append(line)
    for stock in world.truth.rows("dormant_stock"):
        left = Decimal(str(stock["quantity"]))
        for line in sold.get(stock["sku"], []):
            assert line.deal.closed_at
            on = day_of(line.deal.closed_at)
            if on >= stock["listed_on"] and left > 0 and line.row:
                left -= Decimal(str(line.row["quantity"]))
                if left <= 0:
                    yield Observation("products_cleared", on, {"product": stock["sku"]}, 1)
