"""Published contents."""

from expectations.suite import Suite, fresh, not_empty, one_of, required

SUITE = Suite(
    table="marts.fct_contents",
    key=("content_key",),
    feeds_on=("contents",),
    checks=(
        not_empty("warn"),
        required("published_on"),
        one_of(
            "kind", "page", "post", "article", "video", "social_post", what="the kind of contents"
        ),
        fresh("published_on", days=45, what="the latest published content"),
    ),
)
