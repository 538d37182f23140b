"""Deals: money that can be added up, and outcomes that can be trusted."""

from expectations.suite import (
    Suite,
    between,
    fresh,
    mostly_known,
    not_empty,
    one_of,
    rarely,
)

SUITE = Suite(
    table="marts.fct_opportunities",
    key=("opportunity_key",),
    feeds_on=("opportunities",),
    shows_in=("conformed.opportunities",),
    checks=(
        not_empty(),
        one_of("outcome", "open", "won", "lost", severity="block"),
        one_of("type", "new", "expansion", "renewal", what="the type of deals"),
        # No rate on the day: such an amount is left out; many, and the sums are not to be trusted.
        rarely(
            "is_fx_missing",
            "no exchange rate is known for too many amounts, which are left out: add the rates of "
            "their days to the planning sheet fx_rates.csv",
            mostly=0.98,
        ),
        # A closed deal without any date is in no period: many, and revenue lacks something.
        one_of(
            "closed_at_basis",
            "close_date",
            "stage_change",
            mostly=0.98,
            what="what says when deals were closed",
        ),
        between("amount", 0, what="the amount of deals"),
        fresh("created_on", days=14, what="the latest deal"),
        mostly_known("account_key", at_least=0.9, what="the company of deals"),
        mostly_known("stage_key", at_least=1.0, what="the stage of deals"),
    ),
)
