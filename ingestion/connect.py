"""What an account can give, seen before the first load: `accord connect <source>`.

A source offers its checks in its own folder: `connect.py` with a function `checks(config, profile,
as_of)` that yields findings. It reads, and writes nothing anywhere.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from ingestion.errors import AuthenticationError, RefusedError, SourceError
from ingestion.given import page_of, problems_of
from ingestion.parts import Part
from ingestion.registry import find_source

if TYPE_CHECKING:
    from company import Profile

#: `fine`; `lacks`: loads go on without it; `blocks`: a load would stop.
Level = Literal["fine", "lacks", "blocks"]


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        subject: what it is, in a word or two: `token`, `quotes`.
        says: what was found.
        fix: what to do about it; empty where it is fine.
        records: how many records there are, of a part that is counted.
        part: of a part that the account refuses, so that KPIs lack it.
        unfed: conformed fields, as `entity.field`, that nothing feeds.
    """

    subject: str
    says: str
    level: Level = "fine"
    fix: str = ""
    records: int | None = None
    part: Part | None = None
    unfed: tuple[str, ...] = ()


def connect(
    name: str, profile: Profile, settings: Mapping[str, Any], as_of: date
) -> Iterator[Finding]:
    """Yield what is found of a source, as it is found; what blocks comes last.

    Args:
        name: the source.
        profile: the company.
        settings: what the environment gives, by field.
        as_of: the day that counts as today.

    Raises:
        SourceError: there is no such source.
    """
    spec = find_source(name)
    if spec is None:
        raise SourceError(f"no source {name!r}")
    problems = problems_of(name, spec.config, profile, settings)
    if problems is not None:
        says = "; ".join(problems.says)
        yield Finding("settings", says, "blocks", f"{problems.page} says where they come from")
        return
    checks = _checks(name)
    if checks is None:
        yield Finding("account", f"{spec.config.title} is no account: nothing to connect to")
        return
    config = spec.config.build(profile, settings)
    for warning in config.warnings(as_of):
        yield Finding("version", warning, "lacks", "see docs/settings.md")
    try:
        yield from checks(config, profile, as_of)
    except AuthenticationError as error:
        yield Finding("credentials", str(error), "blocks", page_of(name))
    except SourceError as error:
        yield Finding(
            "account",
            str(error),
            "blocks",
            "correct what it names; addresses and ids are in docs/settings.md",
        )


def counted(
    subject: str, part: Part | None, ask: Callable[[], int | None], unused: bool = False
) -> Finding:
    """Return what asking for a part of the source says: how many records, or that it is refused.

    Args:
        subject: what it is called.
        part: what may be left out; None: a load stops without it.
        ask: asks the vendor; the number of records, or None where it does not say.
        unused: the company says that it does not use it.

    Raises:
        SourceError: the vendor could not be asked at all.
    """
    if unused:
        return Finding(subject, "is not used, as the profile or the settings say")
    try:
        records = ask()
    except RefusedError as error:
        needs = part.needs if part else "a load can't go on without it."
        return Finding(
            subject,
            f"refused ({error.status}): {error.said}",
            "lacks" if part else "blocks",
            f"Needed: {needs}",
            part=part,
        )
    said = "can be read" if records is None else f"{records:,} records"
    return Finding(subject, said, records=records)


def compared_zone(subject: str, theirs: str | None, ours: str) -> Finding:
    """Return whether an account's time zone is the company's."""
    if not theirs or theirs == ours:
        return Finding(subject, f"time zone {theirs or 'not said'}")
    return Finding(
        subject,
        f"time zone {theirs}, the company's is {ours}: days begin at another hour there",
        "lacks",
        "set the account's zone, or `time_zone` in the profile, to the same one",
    )


def _checks(name: str) -> Callable[[Any, Profile, date], Iterator[Finding]] | None:
    module = f"ingestion.sources.{name}.connect"
    if importlib.util.find_spec(module) is None:
        return None
    found: Callable[[Any, Profile, date], Iterator[Finding]] = importlib.import_module(
        module
    ).checks
    return found
