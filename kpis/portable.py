"""What MetricFlow writes in DuckDB's words, as dbt macros: every engine then gets its own."""

from __future__ import annotations

import json
import re

_FIRST_DAY = re.compile(r"DATE_TRUNC\('(?P<period>\w+)', (?P<day>[\w.]+)\)")
_PERCENTILE = re.compile(
    r"PERCENTILE_CONT\((?P<share>[\d.]+)\) WITHIN GROUP \(ORDER BY \((?P<figure>[\w.]+)\)\)"
)


def portable(sql: str) -> str:
    """Return MetricFlow's SQL for DuckDB with dbt macros where engines differ."""
    sql = _FIRST_DAY.sub(r"{{ first_day_of('\g<period>', '\g<day>') }}", sql)
    sql = _PERCENTILE.sub(r"{{ percentile('\g<figure>', \g<share>) }}", sql)
    return sql.replace(" AS DOUBLE)", " AS {{ type_double() }})")


def text_literal(value: str) -> str:
    """Return `value` as a SQL text in a dbt model, whatever is in it.

    Only quotes and backslashes differ between engines; braces would be read as Jinja.
    """
    value = value.replace("{{", "{ {").replace("{%", "{ %")
    if "'" in value or "\\" in value:
        return f"{{{{ text({json.dumps(value, ensure_ascii=False)}) }}}}"
    return f"'{value}'"
