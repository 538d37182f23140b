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
TargetDays = Literal["business_days", "calendar"]
#: Over what figures add up: time and members, members alone, nothing.
Additivity = Literal["full", "dimensions", "none"]

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
#: A variant, or one of a variant: `final`, `final:p90`.
VariantName = Annotated[
    str,
    StringConstraints(
        pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*(:[a-z][a-z0-9]*(_[a-z0-9]+)*)?$",
    ),
]
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


class Note(Strict):
    """Words that the status adds where the value lies `above` or `below` a bound, of any colour."""

    above: float | None = None
    below: float | None = None
    note_en: Words
    note_fr: Words

    @model_validator(mode="after")
    def _has_a_bound(self) -> Note:
        if self.above is None and self.below is None:
            raise ValueError("a note needs a bound: `above`, `below` or both")
        return self

    def words_en(self) -> str:
        """The note with its bounds, in English."""
        above = "" if self.above is None else f"above {self.above:g} "
        below = "" if self.below is None else f"below {self.below:g} "
        return f"{above}{below}\u201c{self.note_en}\u201d"

    def words_fr(self) -> str:
        """The note with its bounds, in French."""
        above = "" if self.above is None else f"au-dessus de {self.above:g} "
        below = "" if self.below is None else f"au-dessous de {self.below:g} "
        return f"{above}{below}\u00ab {self.note_fr} \u00bb"


class Thresholds(Strict):
    """Fixed bounds of the status, for a KPI that is judged without a target, and notes to it.

    From `green` on (in the KPI's direction) the status is green, from `orange` on orange, else
    red. Notes alone leave the status to the target.
    """

    green: float | None = None
    orange: float | None = None
    notes: list[Note] = Field(default_factory=list)

    @model_validator(mode="after")
    def _bounds_go_together(self) -> Thresholds:
        if (self.green is None) != (self.orange is None):
            raise ValueError("`green` and `orange` go together: give both, or notes alone")
        if self.green is None and not self.notes:
            raise ValueError("thresholds without `green`, `orange` or `notes` say nothing")
        return self


Unit = Literal[
    "count", "money", "rate", "ratio", "months", "days", "hours", "minutes", "seconds", "score"
]


#: The variant of what a KPI would be had nothing been entered late, in bulk or not at all. Raw less
#: adjusted is the finding: never a target, and by rep and small team for a few only.
ADJUSTED = "adjusted"
#: Where an adjusted variant exists, of what its KPI has.
ADJUSTED_DIMENSIONS: tuple[Dimension, ...] = ("owner", "team")
ADJUSTED_GRAINS: tuple[Grain, ...] = ("month", "quarter", "year")
_ADJUSTED_CUT = "Integrity is read by team, and a cut like this one is often one rep's alone."
_ADJUSTED_DAYS = "Integrity is read from the month up: less is often one record's alone."


class Variant(Strict):
    """Another basis, model or percentile of the KPI `kpi`, named `variant` in `kpi_values`."""

    kpi: Identifier
    variant: VariantName
    label_fr: Words
    description_fr: Words
    unit: Unit | None = Field(default=None, description="Left out: the KPI's.")
    basis: Literal["period", "cohort", "stock"] | None = None
    window: Identifier | None = None
    additivity: Additivity | None = Field(
        default=None,
        description="Left out: the KPI's where the variant is a sum, else none. For the readers; "
        "a variant without event is 0 or NULL as its KPI is.",
    )
    exclusions: dict[Dimension, Reason] = Field(
        default_factory=dict,
        description="Dimension of the KPI that the variant lacks: why.",
    )
    variant_dimension: str | None = Field(
        None, description="As the KPI's, where the variant is of another fact."
    )
    row_filter: dict[str, str | int] | None = Field(
        None, description="As the KPI's, where the variant is of another fact."
    )

    @property
    def is_adjusted(self) -> bool:
        """Whether it says what the KPI would be without what was entered late or not at all."""
        return self.variant == ADJUSTED

    def left_out(self, kpi: Kpi) -> dict[str, Reason]:
        """Return the dimensions and grains of `kpi` that the variant lacks, and why."""
        reasons: dict[str, Reason] = {}
        if self.is_adjusted:
            for name in kpi.dimensions:
                if name not in ADJUSTED_DIMENSIONS:
                    reasons[name] = _ADJUSTED_CUT
            for grain in kpi.all_grains:
                if grain not in ADJUSTED_GRAINS:
                    reasons[grain] = _ADJUSTED_DAYS
        return {**reasons, **{str(name): why for name, why in self.exclusions.items()}}


#: What a metric file need not write: the name of the metric, and the version of the last change.
SAID_ELSEWHERE = ("id", "version")


class Kpi(Strict):
    """Everything that section 7 of the KPI catalogue asks a definition to carry.

    `id` and `version` follow from the rest of the file (SAID_ELSEWHERE).
    """

    id: Identifier
    label_fr: Words
    description_fr: Words
    formula_en: Words
    formula_fr: Words
    numerator_en: Words | None = None
    numerator_fr: Words | None = None
    denominator_en: Words | None = None
    denominator_fr: Words | None = None
    unit: Unit
    direction: Literal["higher_is_better", "lower_is_better", "target_is_best"]
    family: Literal["activity", "efficiency", "result", "loyalty", "integrity"]
    type: Literal["input", "output", "outcome"]
    lead_lag: Literal["lead", "lag"]
    nature: Literal["quantitative", "qualitative"] = "quantitative"
    counted_at_en: Words
    counted_at_fr: Words
    basis: Literal["period", "cohort", "stock"] = "period"
    window: Identifier | None = Field(
        None, description="Setting of the company profile (`windows`) that a cohort waits for."
    )
    additivity: Additivity = Field(
        "none",
        description="`full`: adds up over time and members, `dimensions`: over members only. "
        "An additive KPI without event is 0, another NULL.",
    )
    dimensions: list[Dimension]
    grains: list[Grain] | None = Field(None, description="Default: those of the cadence.")
    exclusions: dict[str, Reason] = Field(
        default_factory=dict, description="Dimension or grain that the KPI lacks: why."
    )
    variant_dimension: str | list[str] | None = Field(
        None,
        description="MetricFlow dimension whose values are variants beside '', or several; "
        "a row without a value belongs to none.",
    )
    member_en: Words | None = Field(
        None, description="What a variant of the variant dimension is, in English."
    )
    member_fr: Words | None = Field(None, description="The same in French.")
    variant_is_kpi: bool = Field(
        False,
        description="The values of `variant_dimension` are ids of KPIs: there is no figure without "
        "a variant, and each waits for the window, and trusts the data, of its KPI.",
    )
    row_filter: dict[str, str | int] | None = Field(
        None,
        description="Value of MetricFlow dimensions that picks the rows of one grain and slice, "
        "where a fact holds rows per grain: `<grain>` and `<dimension>` are filled in.",
    )
    owner: Words
    teams: list[Identifier] = Field(min_length=1)
    is_shared: bool = Field(
        False, description="Agreed between teams: must be visible to two at least."
    )
    roles: list[Role] = Field(min_length=1)
    cadence: Cadence
    decision_en: Words
    decision_fr: Words
    guardrails: list[Identifier]
    is_targetable: bool = True
    target_days: TargetDays = Field(
        "business_days",
        description="Over which days a month's target of a KPI that adds up is spread: the "
        "company's working days, or every day alike.",
    )
    is_by_pace: bool = Field(
        False,
        description="A running period is judged by the share of the target that is due by now, "
        "though the KPI does not add up. What adds up over time is judged so anyway.",
    )
    target_guardrails: list[Identifier] = Field(
        default_factory=list,
        description="Guardrails for which every target must set a minimum. An input may only be "
        "targeted so.",
    )
    thresholds: Thresholds | None = None
    review_date: date
    version: int = Field(ge=1)
    change_log: list[Change] = Field(min_length=1)

    @model_validator(mode="after")
    def _cohorts_have_a_window(self) -> Kpi:
        if (self.basis == "cohort") != (self.window is not None):
            raise ValueError("a cohort, and only a cohort, names its `window`")
        return self

    @model_validator(mode="after")
    def _variants_that_are_kpis_come_from_a_dimension(self) -> Kpi:
        if self.variant_is_kpi and self.variant_dimension is None:
            raise ValueError("`variant_is_kpi` needs the `variant_dimension` that holds the ids")
        return self

    @model_validator(mode="after")
    def _members_are_described(self) -> Kpi:
        said = self.member_en is not None and self.member_fr is not None
        if said != (self.variant_dimension is not None):
            raise ValueError(
                "a KPI with a `variant_dimension`, and only that, says in `member_en` and "
                "`member_fr` what one of its variants is"
            )
        return self

    @property
    def variant_dimensions(self) -> tuple[str, ...]:
        """The MetricFlow dimensions whose values are variants."""
        if self.variant_dimension is None:
            return ()
        if isinstance(self.variant_dimension, str):
            return (self.variant_dimension,)
        return tuple(self.variant_dimension)

    @property
    def is_volume(self) -> bool:
        """Whether the KPI counts or sums: an absolute volume, not a rate, a time or a score."""
        return self.additivity != "none"

    @property
    def all_grains(self) -> tuple[Grain, ...]:
        """The grains at which the KPI has values, finest first."""
        chosen = self.grains or GRAINS_BY_CADENCE[self.cadence]
        return tuple(grain for grain in GRAINS if grain in chosen)
