"""Survey answers: scores on their scale."""

from expectations.suite import Suite, between, not_empty, one_of, required

SUITE = Suite(
    table="marts.fct_survey_answers",
    key=("answer_key",),
    feeds_on=("survey_answers",),
    made_of={
        "conformed.int_survey_answers__unioned": "answered_at < {as_of}"
        " and not coalesce(is_deleted, false)",
    },
    checks=(
        not_empty(),
        required("answered_on"),
        one_of("kind", "NPS", "CSAT", "CES", severity="block"),
        between("score", 0, 100, what="the score of survey answers"),
    ),
)
