"""Every column of a table with its type, whoever describes it."""

import dagster as dg

from orchestration.build.contents import kept_columns
from orchestration.company.context import load_company

_SCHEMA = "dagster/column_schema"
_columns = kept_columns(load_company().settings)


def with_columns(spec: dg.AssetSpec) -> dg.AssetSpec:
    """Give a table the columns that the warehouse has, with the descriptions that dbt has."""
    columns = _columns.get(".".join(spec.key.path))
    if not columns:
        return spec
    known = spec.metadata.get(_SCHEMA)
    described = {column.name: column for column in known.columns} if known else {}
    schema = dg.TableSchema(
        [
            dg.TableColumn(
                name,
                type_.lower(),
                description=described[name].description if name in described else None,
                tags=described[name].tags if name in described else None,
            )
            for name, type_ in columns
        ]
    )
    return spec.merge_attributes(metadata={_SCHEMA: schema})
