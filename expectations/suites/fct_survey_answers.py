"""Survey answers: scores on their scale."""

from expectations.suite import Suite, between, not_empty, one_of, required

SUITE = Suite(
    table="marts.fct_survey_answers",
    key=("answer_key",),
    feeds_on=("survey_answers",),
    checks=(
        not_empty("warn"),
        required("answered_on"),
        one_of("kind", "NPS", "CSAT", "CES", severity="block"),
        between("score", 0, 100, what="the score of survey answers"),
    ),
)
