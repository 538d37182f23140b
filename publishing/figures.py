"""`kpi.kpi_values` as readers get it: every figure with its names, in the order of questions.

The names are put beside the figures here and not in the model: here it is done once a publication,
and models that read the figures do without. Rows lie by series, so that a question for one of them
reads a few blocks of the file.
"""

from __future__ import annotations

import duckdb

from publishing.tables import Column, Table

FIGURES = ("kpi", "kpi_values")
#: The order of the rows, which is that of the questions: which series, then when.
SORTED_BY = ("kpi_id", "variant", "grain", "dimension", "period_start", "dimension_value")

_NAMED_BY = ("kpi_variants", "dimension_members")
_NAMES = {
    "kpi_label_en": ("variants.kpi_label_en", "Name of the KPI, in English."),
    "kpi_label_fr": ("variants.kpi_label_fr", "Name of the KPI, in French."),
    "dimension_label": (
        "members.label_en",
        "Name of the member, in English; kpi.dimension_members has it in French.",
    ),
    "variant_label_en": (
        "variants.variant_label_en",
        "Name of the series, in English; of the definition itself that of the KPI.",
    ),
    "variant_label_fr": ("variants.variant_label_fr", "The same in French."),
    "unit": (
        "variants.unit",
        "Unit of the value: count, money (reporting currency), rate (a fraction of one), ratio, "
        "months, days, hours, minutes, seconds or score.",
    ),
    "format": ("variants.format", "How a spreadsheet shows the value."),
}


def names_of_figures() -> tuple[Column, ...]:
    """Return the columns that figures have in a publication and not in the warehouse."""
    return tuple(Column(name, "VARCHAR", comment) for name, (_, comment) in _NAMES.items())


def has_names(tables: list[Table]) -> bool:
    """Return whether the warehouse has what names figures; one of an earlier release has not."""
    found = {table.name for table in tables if table.schema == FIGURES[0]}
    return found.issuperset(_NAMED_BY)


def copy_figures(connection: duckdb.DuckDBPyConnection, table: Table) -> Table:
    """Create `kpi.kpi_values` in the main database; return it with the columns that it gained.

    Args:
        connection: the new file, with the warehouse attached as `warehouse`.
        table: the figures as the warehouse has them.
    """
    # A model that has such a column itself keeps its own.
    own = {column.name for column in table.columns}
    gained = [column for column in names_of_figures() if column.name not in own]
    names = "".join(f", {_NAMES[column.name][0]} as {column.name}" for column in gained)
    order = ", ".join(f"figures.{name}" for name in SORTED_BY)
    connection.execute(
        f"""
        create table {table.relation} as
        select figures.*{names}
        from warehouse.{table.relation} as figures
        left join warehouse.kpi.kpi_variants as variants
            on figures.kpi_id = variants.kpi_id and figures.variant = variants.variant
        left join warehouse.kpi.dimension_members as members
            on figures.dimension = members.dimension
            and figures.dimension_value = members.dimension_value
        order by {order}
        """  # noqa: S608 - our own names
    )
    return Table(table.schema, table.name, table.comment, (*table.columns, *gained))
