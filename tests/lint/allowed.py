"""What each engine knows by the names that models and engine macros use.

A function or type that is not here is refused: sqlglot parses any name. Models are rendered for
each engine, so a name must be known to both, or come from an engine macro.
"""

from __future__ import annotations

from dataclasses import dataclass

# As in every engine of DESIGN section 7, with the same arguments and the same result.
_FUNCTIONS = """
    abs avg case cast ceil coalesce count dense_rank exists exp extract first_value floor greatest
    lag last_value lead least length ln lower lpad max max_by min min_by mod ntile nullif
    percent_rank power rank replace round row_number sqrt stddev_samp substring sum trim upper
"""
_TYPES = "string bigint integer boolean date timestamp decimal"


@dataclass(frozen=True)
class Engine:
    """An engine, by sqlglot's and dbt's name, and the functions and types that it knows."""

    name: str
    functions: frozenset[str]
    types: frozenset[str]


def _engine(name: str, functions: str, types: str) -> Engine:
    return Engine(
        name,
        frozenset(f"{_FUNCTIONS} {functions}".split()),
        frozenset(f"{_TYPES} {types}".split()),
    )


SPARK = _engine(
    "spark",
    """
    array_join collect_list conv explode from_utc_timestamp md5 percentile_cont regexp_replace
    sequence sort_array split struct to_utc_timestamp transform translate try_cast unix_micros
    xxhash64
    """,
    "double",
)
BIGQUERY = _engine(
    "bigquery",
    """
    array_agg datetime farm_fingerprint generate_date_array md5 normalize regexp_replace safe_cast
    safe_offset split struct timestamp timestamp_add timestamp_diff to_hex to_json_string unnest
    """,
    "float64 int64 bignumeric array",
)
#: DuckDB itself says what it refuses: every test of the pipeline runs the models there.
ENGINES = (SPARK, BIGQUERY)
