"""Published contents."""

from expectations.suite import Suite, fresh, not_empty, one_of, required

SUITE = Suite(
    table="marts.fct_contents",
    key=("content_key",),
    feeds_on=("contents",),
    made_of={
        "conformed.int_contents__unioned": "published_at < {as_of}"
        " and not coalesce(is_deleted, false)",
    },
    checks=(
        not_empty(),
        required("published_on"),
        one_of(
            "kind", "page", "post", "article", "video", "social_post", what="the kind of contents"
        ),
        fresh("published_on", days=45, what="the latest published content"),
    ),
)
