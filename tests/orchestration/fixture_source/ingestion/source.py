"""Trade fairs: each is a campaign."""

from collections.abc import Iterator
from datetime import date

import pyarrow as pa
from dlt.extract import DltSource

from ingestion.raw_table import RawTable, built_source, raw_names
from ingestion.registry import SourceSpec
from ingestion.sources.trade_fairs.settings import TradeFairsConfig

FAIRS = RawTable("fairs", "id name city opens_on:d closes_on:d price:f currency")


def source(config: TradeFairsConfig, as_of: date) -> DltSource:
    """Two fairs, whatever the day."""
    del as_of

    def fairs() -> Iterator[pa.Table]:
        held = (("f1", "Spring Fair", "2026-03-02", 900), ("f2", "Autumn Fair", "2026-10-05", 1200))
        same = {"city": config.city, "currency": "EUR"}
        yield FAIRS.arrow(
            {"id": fair, "name": name, "opens_on": opens_on, "price": price, **same}
            for fair, name, opens_on, price in held
        )

    return built_source("trade_fairs", [FAIRS.resource(fairs)])


SPEC = SourceSpec(
    name="trade_fairs",
    entities=("campaigns",),
    raw_tables=raw_names((FAIRS,)),
    config=TradeFairsConfig,
    source=source,
)
