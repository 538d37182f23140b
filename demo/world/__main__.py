"""`python -m demo.world --size tiny --seed 7 --first-as-of 2026-11-21 --out DIR`."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path

import click

from demo.world.sizes import Size
from demo.world.world import simulate


@click.command()
@click.option("--size", type=click.Choice([size.value for size in Size]), default="tiny")
@click.option("--seed", type=int, default=7, show_default=True)
@click.option("--first-as-of", type=click.DateTime(["%Y-%m-%d"]), required=True)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True)
def main(size: str, seed: int, first_as_of: datetime, out: Path) -> None:
    """Simulate a world and write its truth as Parquet below OUT/truth."""
    started = time.perf_counter()
    world = simulate(
        Size(size),
        seed,
        first_as_of.date(),
        lambda phase, seconds: click.echo(f"{phase:<24}{seconds:8.2f} s"),
    )
    world.write(out)
    for name, table in world.items():
        click.echo(f"  {name:<22}{table.num_rows:>12,}")
    total = sum(table.num_rows for table in world.values())
    click.echo(f"{total:,} rows in {time.perf_counter() - started:.1f} s, written to {out}")


if __name__ == "__main__":
    main()
