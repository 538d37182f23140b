"""Marketing messages and what their recipients did with them."""

from expectations.suite import Suite, between, fresh, not_empty, required

SUITE = Suite(
    table="marts.fct_email_sends",
    key=("email_send_key",),
    feeds_on=("email_events",),
    checks=(
        not_empty("warn"),
        required("email"),
        fresh("sent_on", days=14, what="the latest marketing e-mail"),
        between("sent_count", 0, 10, what="how often one e-mail went to one person"),
    ),
)
