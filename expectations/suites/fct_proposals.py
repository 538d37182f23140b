"""Proposals: of which deal, by whom, for how much."""

from expectations.suite import Suite, between, mostly_known, required

SUITE = Suite(
    table="marts.fct_proposals",
    key=("proposal_key",),
    feeds_on=("proposals",),
    checks=(
        required("sent_on"),
        between("amount", 0, what="the amount of proposals"),
        mostly_known("owner_key", at_least=0.8, what="the rep of proposals"),
    ),
)
