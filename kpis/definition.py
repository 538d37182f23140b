"""What a KPI definition carries: the mapping `config.meta.accord` of a metric file.

The English label and description are the metric's own `label` and `description`, so that dbt,
MetricFlow and the catalogue say the same. Names of people or products never appear here.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Dimension = Literal[
    "owner", "team", "channel", "campaign", "market", "segment", "industry", "product", "pipeline"
]
Grain = Literal["day", "week", "month", "quarter", "year"]
Role = Literal["SDR", "AE", "SM", "MKT", "CS", "EXEC"]
Cadence = Literal["D", "W", "M", "Q"]

DIMENSIONS: tuple[Dimension, ...] = (
    "owner",
    "team",
    "channel",
    "campaign",
    "market",
    "segment",
    "industry",
    "product",
    "pipeline",
)
GRAINS: tuple[Grain, ...] = ("day", "week", "month", "quarter", "year")

#: The grains that a cadence gives, unless the definition lists its own.
GRAINS_BY_CADENCE: dict[Cadence, tuple[Grain, ...]] = {
    "D": GRAINS,
    "W": GRAINS,
    "M": ("month", "quarter", "year"),
    "Q": ("quarter", "year"),
}

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
Words = Annotated[str, StringConstraints(min_length=3, strip_whitespace=True)]
Reason = Annotated[str, StringConstraints(min_length=10, strip_whitespace=True)]


class Strict(BaseModel):
    """Unknown fields are refused: a misspelt one must not be ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Change(Strict):
    """An entry of the change log: which version, when, what changed."""

    version: int = Field(ge=1)
    changed_on: date
    change: Words


class Thresholds(Strict):
    """Fixed bounds of the status, for a KPI that is judged without a target."""

    green: float
    orange: float


class Variant(Strict):
    """Another basis, model or percentile of the KPI `kpi`, named `variant` in `kpi_values`."""

    kpi: Identifier
    variant: Identifier
    label_fr: Words
    basis: Literal["period", "cohort", "stock"] | None = None
    window: Identifier | None = None


class Kpi(Strict):
    """Everything that section 7 of the KPI catalogue asks a definition to carry."""

    id: Identifier
    label_fr: Words
    description_fr: Words
    formula_en: Words
    formula_fr: Words
    numerator_en: Words | None = None
    numerator_fr: Words | None = None
    denominator_en: Words | None = None
    denominator_fr: Words | None = None
    unit: Literal["count", "money", "rate", "days", "hours", "score"]
    direction: Literal["higher_is_better", "lower_is_better", "target_is_best"]
    family: Literal["activity", "efficiency", "result", "loyalty", "integrity"]
    type: Literal["input", "output", "outcome"]
    lead_lag: Literal["lead", "lag"]
    nature: Literal["quantitative", "qualitative"] = "quantitative"
    counted_at_en: Words
    counted_at_fr: Words
    basis: Literal["period", "cohort", "stock"]
    window: Identifier | None = Field(
        None, description="Setting of the company profile (`windows`) that a cohort waits for."
    )
    additivity: Literal["full", "dimensions", "none"] = Field(
        description="`full`: adds up over time and members, `dimensions`: over members only. "
        "An additive KPI without event is 0, another NULL."
    )
    dimensions: list[Dimension]
    grains: list[Grain] | None = Field(None, description="Default: those of the cadence.")
    exclusions: dict[str, Reason] = Field(
        default_factory=dict, description="Dimension or grain that the KPI lacks: why."
    )
    variant_dimension: str | None = Field(
        None, description="MetricFlow dimension whose values are variants beside ''."
    )
    row_filter: dict[str, str | int] | None = Field(
        None,
        description="Value of MetricFlow dimensions that picks the rows of one grain and slice, "
        "where a fact holds rows per grain: `<grain>` and `<dimension>` are filled in.",
    )
    owner: Words
    teams: list[Identifier] = Field(min_length=1)
    is_shared: bool = Field(description="Agreed between teams: must be visible to two at least.")
    roles: list[Role] = Field(min_length=1)
    cadence: Cadence
    decision_en: Words
    decision_fr: Words
    guardrails: list[Identifier]
    is_targetable: bool
    thresholds: Thresholds | None = None
    review_date: date
    version: int = Field(ge=1)
    change_log: list[Change] = Field(min_length=1)

    @model_validator(mode="after")
    def _cohorts_have_a_window(self) -> Kpi:
        if (self.basis == "cohort") != (self.window is not None):
            raise ValueError("a cohort, and only a cohort, names its `window`")
        return self

    @property
    def all_grains(self) -> tuple[Grain, ...]:
        """The grains at which the KPI has values, finest first."""
        chosen = self.grains or GRAINS_BY_CADENCE[self.cadence]
        return tuple(grain for grain in GRAINS if grain in chosen)
