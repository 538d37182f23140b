"""What a run holds while it works, and where dbt is."""

import dagster as dg

from orchestration.build.resources import Vendors, Writer
from orchestration.dbt.stream import dbt_resource


@dg.definitions
def resources() -> dg.Definitions:
    """Return the resources by the names that steps ask for them."""
    return dg.Definitions(
        resources={"writer": Writer(), "vendors": Vendors(), "dbt": dbt_resource()}
    )
