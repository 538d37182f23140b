"""What a deal is about: products, quantities, discount, in the customer's currency."""

from __future__ import annotations

import random
from dataclasses import dataclass

from demo.world.cast import Company, Line
from demo.world.clock import add_months, day_number, to_date
from demo.world.reference import PRODUCTS, Product

# The price list is in EUR; other currencies follow a fixed list rate.
LIST_RATES = {"EUR": 1.0, "GBP": 0.86, "CHF": 0.95, "USD": 1.1}
_SEATS = {"smb": (4, 24), "mid": (15, 85), "enterprise": (60, 260)}
_BY_SKU = {product.sku: product for product in PRODUCTS}


@dataclass(frozen=True)
class Item:
    """A product, how many, and the discount in fractions of the list price."""

    product: Product
    quantity: int
    discount: float


@dataclass(frozen=True)
class Basket:
    """The items of a deal, in one currency, for a term in months."""

    items: tuple[Item, ...]
    currency: str
    months: int

    def _list(self, item: Item) -> float:
        return round(item.product.price * LIST_RATES[self.currency], 2) * item.quantity

    @property
    def list_price(self) -> float:
        """Σ list amounts for the term."""
        return round(sum(self._list(i) * self._periods(i) for i in self.items), 2)

    @property
    def discount(self) -> float:
        """Σ discounts."""
        return round(
            sum(round(self._list(i) * self._periods(i) * i.discount, 2) for i in self.items), 2
        )

    @property
    def amount(self) -> float:
        """Net amount: list price less discount."""
        return round(self.list_price - self.discount, 2)

    @property
    def cost(self) -> float:
        """Σ costs of the items."""
        return round(sum(self._cost(i) for i in self.items), 2)

    def _periods(self, item: Item) -> int:
        """How many billing periods the deal's amount covers."""
        return self.months if item.product.billing_period == "monthly" else 1

    def _cost(self, item: Item) -> float:
        rate = LIST_RATES[self.currency]
        return round(item.product.cost * rate * item.quantity * self._periods(item), 2)

    def lines(self, products: dict[str, int], starts_on: int, created: int) -> list[Line]:
        """The order lines of the won deal; they add up to `amount`."""
        ends_on = day_number(add_months(to_date(starts_on), self.months)) - 1
        lines = []
        for item in self.items:
            recurs = item.product.billing_period != "one_off"
            listed = round(self._list(item) * self._periods(item), 2)
            discount = round(listed * item.discount, 2)
            net = round(listed - discount, 2)
            lines.append(
                Line(
                    product=products[item.product.sku],
                    quantity=item.quantity,
                    unit_price=round(item.product.price * LIST_RATES[self.currency], 2),
                    list_amount=listed,
                    discount=discount,
                    amount=net,
                    cost=self._cost(item),
                    billing_period=item.product.billing_period,
                    recurring=round(net / self._periods(item), 2) if recurs else None,
                    starts_on=starts_on if recurs else None,
                    ends_on=ends_on if recurs else None,
                    created=created,
                    recorded=created,
                )
            )
        return lines


def new_basket(rng: random.Random, company: Company) -> Basket:
    """A first purchase: seats, often with services."""
    low, high = _SEATS[company.segment]
    seats = rng.randint(low, high)
    flexible = company.segment == "smb" and rng.random() < 0.35
    sku = "PLAT-FLEX" if flexible else "PLAT-TEAM" if company.segment == "smb" else "PLAT-BUS"
    months = rng.choice((3, 6, 12, 12, 12)) if flexible else 12
    discount = round(rng.uniform(0.05, 0.22), 2) if rng.random() < 0.45 else 0.0
    items = [Item(_BY_SKU[sku], seats, discount)]
    for extra, chance in (("SRV-ONBOARD", 0.5), ("SRV-TRAIN", 0.3), ("SUP-PREMIUM", 0.25)):
        if not flexible and rng.random() < chance:
            quantity = rng.randint(1, 3) if extra == "SRV-TRAIN" else 1
            items.append(Item(_BY_SKU[extra], quantity, 0.0))
    if rng.random() < 0.06:
        items.append(Item(_BY_SKU["HW-SCANNER"], rng.randint(2, 12), 0.3))
    return Basket(tuple(items), company.currency, months)


def flexible_basket(company: Company) -> Basket:
    """Ten seats by the month for a quarter, and nothing else."""
    return Basket((Item(_BY_SKU["PLAT-FLEX"], 10, 0.0),), company.currency, 3)


def expansion_basket(rng: random.Random, company: Company) -> Basket:
    """More seats, an add-on or services for a customer."""
    low, high = _SEATS[company.segment]
    seats = max(2, rng.randint(low, high) // 3)
    sku = rng.choices(
        ("PLAT-TEAM", "ADD-ANALYTICS", "SRV-TRAIN", "SRV-MIGRATE", "PLAT-CLASSIC"),
        (40, 30, 15, 10, 5),
    )[0]
    quantity = seats if sku in ("PLAT-TEAM", "ADD-ANALYTICS") else rng.randint(1, 3)
    discount = 0.1 if rng.random() < 0.3 else 0.0
    return Basket((Item(_BY_SKU[sku], quantity, discount),), company.currency, 12)


def grown_basket(basket: Basket, factor: float) -> Basket:
    """The same items, so many times as large."""
    items = tuple(
        Item(item.product, max(1, round(item.quantity * factor)), item.discount)
        for item in basket.items
    )
    return Basket(items, basket.currency, basket.months)


def renewed_basket(rng: random.Random, basket: Basket) -> Basket | None:
    """The recurring items for another term, with more or fewer seats; None without any."""
    kept = [item for item in basket.items if item.product.billing_period != "one_off"]
    if not kept:
        return None
    factor = rng.choices((1.0, rng.uniform(1.05, 1.3), rng.uniform(0.6, 0.95)), (60, 28, 12))[0]
    return grown_basket(Basket(tuple(kept), basket.currency, basket.months), factor)
