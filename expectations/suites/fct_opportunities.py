"""Deals: money that can be added up, and outcomes that can be trusted."""

from expectations.suite import Suite, between, fresh, mostly_known, not_empty, one_of, required

SUITE = Suite(
    table="marts.fct_opportunities",
    key=("opportunity_key",),
    feeds_on=("opportunities",),
    checks=(
        not_empty(),
        required("created_on"),
        one_of("outcome", "open", "won", "lost", severity="block"),
        one_of("type", "new", "expansion", "renewal"),
        # No rate on the day: such an amount is left out; many, and the sums are not to be trusted.
        between("is_fx_missing", 0, 0, mostly=0.98),
        # A closed deal without any date is in no period: many, and revenue lacks something.
        one_of("closed_at_basis", "close_date", "stage_change", mostly=0.98),
        between("amount", 0),
        fresh("created_on", days=14),
        mostly_known("account_key", at_least=0.9),
        mostly_known("stage_key", at_least=1.0),
    ),
)
