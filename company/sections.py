"""The parts of a company profile: each a rule, a set of words or a set of windows, typed.

Defaults are the catalogue's own (`KPI_CATALOGUE.md`).
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from company.defaults import FREE_MAIL_DOMAINS

Days = Annotated[int, Field(gt=0, le=3660)]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
Market = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
OpportunityField = Literal["account", "owner", "amount", "expected_close_on", "people"]
LeadField = Literal["owner", "email", "phone", "job_title", "account", "market", "channel"]
AccountField = Literal["owner", "domain", "industry", "employees", "market"]


class Section(BaseModel):
    """A part of the profile: frozen, and a misspelt key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Windows(Section):
    """Cohort and look-back windows of the catalogue, in days of 24 hours."""

    lead_qualification_days: Days = 30
    mql_to_sql_days: Days = 60
    response_days: Days = 14
    contact_to_meeting_days: Days = 30
    qualified_meeting_days: Days = 14
    lead_to_opportunity_days: Days = 90
    opportunity_to_customer_days: Days = 180
    r1_to_r2_days: Days = 30
    stage_conversion_days: Days = 180
    win_after_proposal_days: Days = 180
    win_after_first_meeting_days: Days = 180
    pipeline_conversion_days: Days = 180
    email_conversion_click_days: Days = 7
    campaign_hit_days: Days = 90
    follow_up_silence_days: Days = 3
    newsletter_reader_days: Days = 90
    attribution_lookback_days: Days = 90
    attribution_half_life_days: Days = 7
    onboarding_days: Days = 60
    selective_prospecting_days: Days = 30
    repurchase_60d_days: Days = 60
    repurchase_90d_days: Days = 90
    repurchase_days: Days = 365
    complaint_resolution_days: Days = 30
    churn_grace_days: Annotated[int, Field(ge=0, le=3660)] = 30
    lapse_days: Days = 365


class Mql(Section):
    """When a lead is an MQL: its lifecycle stage, or a score reached for the first time."""

    by: Literal["lifecycle", "score"] = "lifecycle"
    threshold: float | None = None

    @model_validator(mode="after")
    def _threshold_goes_with_score(self) -> Mql:
        if self.by == "score" and self.threshold is None:
            raise ValueError("`by: score` needs a `threshold`; add one, or use `by: lifecycle`")
        return self


class Segment(Section):
    """A company-size class: `min_employees` to `max_employees`, both included."""

    key: Annotated[str, Field(pattern=r"^[a-z0-9_]+$")]
    min_employees: int = Field(ge=0)
    max_employees: int | None = None


class Identity(Section):
    """How records of one person or company are recognised. Never by name alone."""

    free_mail_domains: tuple[str, ...] = FREE_MAIL_DOMAINS
    test_email_domains: tuple[str, ...] = ("example.com", "example.org", "test.com")
    test_deal_names: tuple[str, ...] = ()
    strip_plus_tags: bool = True
    join_by_name_and_phone: bool = False


class IdealCustomer(Section):
    """The ideal-customer rules: a lead fits when each rule that is given holds."""

    min_employees: int | None = None
    max_employees: int | None = None
    industries: tuple[str, ...] = ()
    markets: tuple[Market, ...] = ()


class Loyalty(Section):
    """The loyalty rule: at least so many purchases over at least so many months."""

    min_purchases: int = Field(default=2, ge=1)
    min_months: int = Field(default=12, ge=0)


class CampaignHit(Section):
    """When a campaign is a hit: its attributed revenue is so many times its spend, at least."""

    min_return: float = Field(default=1.0, ge=0)


class DealQuality(Section):
    """What a good deal is: the weight of each part, and what a full cycle and many people are.

    A part that is not known is left out, and its weight with it.
    """

    icp_fit_weight: float = Field(default=0.2, ge=0)
    margin_weight: float = Field(default=0.2, ge=0)
    discount_weight: float = Field(default=0.2, ge=0)
    cycle_weight: float = Field(default=0.2, ge=0)
    multi_contact_weight: float = Field(default=0.2, ge=0)
    cycle_days: int = Field(default=180, ge=1)
    contacts: int = Field(default=3, ge=1)


class Fx(Section):
    """Currency conversion: in which currency rates are quoted, and for how many days one holds.

    With `carry_last_rate` the last known rate holds on after that, and figures say so.
    `default_currencies` has by source the currency of its amounts that come without one.
    """

    base_currency: Currency = "EUR"
    max_age_days: int = Field(default=7, ge=0, le=60)
    carry_last_rate: bool = False
    default_currencies: dict[str, Currency] = Field(default_factory=dict)


class Targets(Section):
    """How far from its target's path a figure is still orange: a share of the whole way."""

    tolerance: float = Field(default=0.1, ge=0, le=1)


class Trust(Section):
    """How much of its rows, or of their amount, a figure may leave out and still be judged.

    5 %: half of what the tolerance forgives, so that what is left out rarely turns a colour alone.
    A field that fewer rows fill than `min_filled_share` is one that nobody feeds: no figure is made
    of it.
    """

    max_missing_share: float = Field(default=0.05, ge=0, le=1)
    min_filled_share: float = Field(default=0.001, ge=0, le=1)


class RefusedRows(Section):
    """Which share of an entity's rows an own export or a planning sheet may have refused.

    Above `warn` the KPIs that read the entity have no status, above `block` nothing is published.
    Half a percent moves hardly a figure beyond its tolerance; one row in twenty does.
    """

    warn: float = Field(default=0.005, ge=0, le=1)
    block: float = Field(default=0.05, ge=0, le=1)

    @model_validator(mode="after")
    def _warns_before_it_blocks(self) -> RefusedRows:
        if self.warn > self.block:
            raise ValueError("`warn` is more than `block`: nothing would warn; lower it")
        return self


class Trend(Section):
    """When a change is a trend: larger than so many standard deviations of the changes before."""

    periods: int = Field(default=12, ge=2, le=400)
    deviations: float = Field(default=1.0, ge=0)
    min_changes: int = Field(default=6, ge=2)

    @model_validator(mode="after")
    def _history_can_be_long_enough(self) -> Trend:
        if self.min_changes > self.periods:
            raise ValueError(
                "`min_changes` is more than `periods` can hold; lower it, or look further back"
            )
        return self


class RequiredFields(Section):
    """The fields that a complete record has, by kind of record."""

    opportunities: tuple[OpportunityField, ...] = (
        "account",
        "owner",
        "amount",
        "expected_close_on",
        "people",
    )
    leads: tuple[LeadField, ...] = ("owner", "email", "phone", "job_title", "market", "channel")
    accounts: tuple[AccountField, ...] = ("owner", "domain", "industry", "employees", "market")


class IntegrityWeights(Section):
    """What each part of the integrity score weighs; a part that is not known is left out."""

    late_logged_pipeline_rate: float = Field(default=1.0, ge=0)
    forecast_bias: float = Field(default=1.0, ge=0)
    close_date_shift_rate: float = Field(default=1.0, ge=0)
    selective_prospecting_index: float = Field(default=1.0, ge=0)
    backdated_activity_rate: float = Field(default=1.0, ge=0)
    undeclared_loss_rate: float = Field(default=1.0, ge=0)
    crm_completeness: float = Field(default=1.0, ge=0)


def _for_all_rules(value: object) -> object:
    return {"default": value} if isinstance(value, int | float) else value


class Excess(Section):
    """When a rep has more of a trick's records than chance and the peers explain.

    All but the last are by rule, and by `default` for the rules that are not named.
    Measured on made-up companies that no threshold was chosen on: docs/integrity.md.

    Attributes:
        min_records: a rep with fewer in the period is not judged. One sync that came late is a
            batch of twenty activities: of these it takes more.
        min_excess: how much higher the rep's own rate must be than the peers', once it is drawn to
            theirs. More where honest reps differ much: leads are left untouched, fields empty and
            dates pushed for many reasons, and one late sync is a batch.
        false_discovery_rate: the share of honest reps among those that are found in a year, as the
            statistics see it; a plain number is for all rules. They let honest reps differ much, so
            a rule under which reps hardly differ accuses fewer, and may have a higher one.
        quarter_false_discovery_rate: the same for a single quarter: there are many in a history.
    """

    min_records: dict[str, Annotated[int, Field(ge=1)]] = Field(
        default={
            "default": 10,
            "backdated_activities": 50,
            "bulk_entry": 100,
            "undeclared_losses": 20,
        }
    )
    min_excess: dict[str, Annotated[float, Field(ge=0, le=1)]] = Field(
        default={
            "default": 0.04,
            "bulk_entry": 0.12,
            "close_date_push": 0.12,
            "incomplete_records": 0.15,
            "selective_prospecting": 0.15,
        }
    )
    false_discovery_rate: Annotated[
        dict[str, Annotated[float, Field(gt=0, le=0.5)]], BeforeValidator(_for_all_rules)
    ] = Field(
        default={
            "default": 0.05,
            "happy_ears": 0.2,
            "quarter_end_bunching": 0.04,
            "sandbagging": 0.2,
            "selective_prospecting": 0.1,
            "undeclared_losses": 0.08,
        }
    )
    quarter_false_discovery_rate: float = Field(default=0.005, gt=0, le=0.5)

    @model_validator(mode="after")
    def _other_rules_have_a_default(self) -> Excess:
        for name in ("min_records", "min_excess", "false_discovery_rate"):
            if "default" not in getattr(self, name):
                raise ValueError(f"`{name}` needs a `default` for the rules that it does not name")
        return self


class Integrity(Section):
    """When a record looks as if a KPI were being gamed: the thresholds of each rule.

    Attributes:
        late_logged_days: a deal created so many days before its win, or fewer, is logged late.
        late_logged_stages: so is one whose first stage is among so many last open ones.
        late_logged_contact_days: and one that its owner worked on more than so long before.
        period_last_days: a date or a probability changed so late in a period may be for the period.
        handover_days: who took a deal over may put it right for so long.
        bunching_days: the first and last days of a quarter that may attract signatures.
        entry_hours: an activity entered later than this is backdated.
        bulk_entries, bulk_minutes: so many entries by one user in so short a time are in bulk.
        overdue_days: an open deal so long past its expected date is an undeclared loss.
        silent_cycles: so is one that is silent for so many median sales cycles.
        new_market_months: for how long a market counts as new.
        min_people: figures of fewer people than this are not in the main publication.
        chance_ages: an adjusted probability is that of deals of the same age: so many days at most,
            range by range, and more than the last.
        chance_min_deals: where fewer closed in a stage at an age, it is that of the stage at any.
        excess: when a rep has more of them than chance and the peers explain.
    """

    late_logged_days: Days = 7
    late_logged_stages: int = Field(default=2, ge=0)
    late_logged_contact_days: Days = 30
    period_last_days: Days = 14
    handover_days: Days = 14
    bunching_days: int = Field(default=3, ge=1, le=30)
    entry_hours: int = Field(default=48, ge=1)
    bulk_entries: int = Field(default=20, ge=2)
    bulk_minutes: int = Field(default=10, ge=1)
    overdue_days: Days = 30
    silent_cycles: float = Field(default=2.0, gt=0)
    new_market_months: int = Field(default=12, ge=1)
    min_people: int = Field(default=5, ge=1)
    chance_ages: tuple[Days, ...] = (30, 90, 180)
    chance_min_deals: int = Field(default=10, ge=1)
    required_fields: RequiredFields = RequiredFields()
    weights: IntegrityWeights = IntegrityWeights()
    excess: Excess = Excess()


class Privacy(Section):
    """For how many days personal fields of people with whom nothing happens are kept; None: always.

    A deal, an activity, a ticket, an answer, a visit, an e-mail or a new stage is a happening.
    """

    raw_personal_days: int | None = Field(default=None, ge=30)


class Closes(Section):
    """On which working day after its end a month or quarter is closed; which change is a message.

    A restatement of an overall figure by more than `notify_above`, a share of what was reported, is
    a message.
    """

    working_day: int = Field(default=1, ge=1, le=15)
    notify_above: float = Field(default=0.05, ge=0)


class Publication(Section):
    """What is published beside the tables, and how much may be lost without a cause.

    Attributes:
        max_loss, max_period_loss: how much a publication may lose of the one before; shares, 0
            to 1.
        site: whether it has pages to look at.
    """

    site: bool = True
    max_loss: float = Field(default=0.1, ge=0, le=1)
    max_period_loss: float = Field(default=0.3, ge=0, le=1)
