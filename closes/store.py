"""The closes on disk: `closes/<grain>-<first day>-<number>/`, each written once.

A close is staged first, and gets its name only once its figures are published: killed at any
moment, it is there whole, or not at all. Reopening one changes nothing of it: a file beside says
who reopened it, and why, and the next close of the period has the next number.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from closes.errors import CloseError
from closes.periods import Period

#: In the data folder.
CLOSES = "closes"
VALUES = "values.parquet"
RECORDS = "records.parquet"
RATES = "rates.parquet"
DEFINITIONS = "definitions.json.gz"
#: Written last: a close without it was cut short.
MANIFEST = "close.json"
ROWS = "rows"
_STAGED = ".staged"
_REOPENED = "reopened"
_INSTALLED = "installation.json"
_DAYS_OFF = "days_off.json"
_HASH = "blake2b"


@dataclass(frozen=True)
class Close:
    """A period that was closed.

    Attributes:
        number: 1, or more where it was reopened before.
        state: `closed`, or `late` for an old period that had never been closed.
        closed_at: the instant, UTC.
        as_of: the last day that its figures know.
        run_id: the run that published them.
        by: the job.
        why: why then.
        folder: its files.
    """

    period: Period
    number: int
    state: str
    closed_at: datetime
    as_of: date
    run_id: str
    by: str
    why: str
    folder: Path

    @property
    def name(self) -> str:
        """The name of its folder."""
        return close_name(self.period, self.number)


@dataclass(frozen=True)
class Reopening:
    """A close that was reopened on purpose."""

    name: str
    at: datetime
    by: str
    why: str


def close_name(period: Period, number: int) -> str:
    """Return the name of a close's folder."""
    return f"{period.name}-{number}"


@dataclass(frozen=True)
class Store:
    """The closes of one data folder. Whoever writes holds the run lock."""

    data_dir: Path

    @property
    def folder(self) -> Path:
        """Where they lie."""
        return self.data_dir / CLOSES

    def closes(self, *, staged: bool = False) -> list[Close]:
        """Return all closes, the first made first; with `staged` those of a running run, too.

        Raises:
            CloseError: one can't be read.
        """
        found = [_read(path) for path in self._folders(self.folder)]
        if staged:
            found += [_read(path) for path in self._folders(self.folder / _STAGED)]
        return sorted(found, key=lambda one: (one.closed_at, one.name))

    def reopenings(self) -> dict[str, Reopening]:
        """Return what was reopened, by the name of the close."""
        found = {}
        for path in sorted((self.folder / _REOPENED).glob("*.json")):
            content = json.loads(path.read_text(encoding="utf-8"))
            at = datetime.fromisoformat(content["at"])
            found[path.stem] = Reopening(path.stem, at, content["by"], content["why"])
        return found

    def current(self, *, staged: bool = False) -> dict[Period, Close]:
        """Return the close that holds of each period: its last one, unless that was reopened."""
        reopened = self.reopenings()
        last: dict[Period, Close] = {}
        for one in self.closes(staged=staged):
            if one.period not in last or last[one.period].number < one.number:
                last[one.period] = one
        return {period: one for period, one in last.items() if one.name not in reopened}

    def next_number(self, period: Period) -> int:
        """Return the number of the next close of a period."""
        return max((one.number for one in self.closes() if one.period == period), default=0) + 1

    def state(self, planned: Sequence[str] = ()) -> str:
        """Return what changes whenever a close is made or reopened; `planned` is about to be."""
        names = {one.name for one in self.closes()} | set(planned)
        given = json.dumps([sorted(names), sorted(self.reopenings())])
        return hashlib.sha256(given.encode()).hexdigest()[:16]

    def reopen(self, period: Period, by: str, why: str) -> Reopening:
        """Reopen the close of a period.

        Raises:
            CloseError: it has none that holds.
        """
        close = self.current().get(period)
        if close is None:
            raise CloseError(f"{period.words} is not closed; `accord close list` shows what is")
        if not by.strip() or not why.strip():
            raise CloseError("say who reopens it and why: --by and --why")
        done = Reopening(close.name, datetime.now(UTC), by.strip(), why.strip())
        content = {"at": done.at.isoformat(), "by": done.by, "why": done.why}
        _write(self.folder / _REOPENED / f"{close.name}.json", json.dumps(content))
        return done

    def installed_on(self, seen: date) -> date:
        """Return the first day that this installation knew; `seen` is what the warehouse says.

        It is kept: a warehouse that is lost and built again does not make it a later one.
        """
        path = self.folder / _INSTALLED
        kept = (
            date.fromisoformat(json.loads(path.read_text(encoding="utf-8"))["installed_on"])
            if path.is_file()
            else seen
        )
        first = min(kept, seen)
        if first != kept or not path.is_file():
            _write(path, json.dumps({"installed_on": first.isoformat()}))
        return first

    def days_off(self) -> frozenset[date]:
        """Return the days around now on which the company does not work, as the last run knew."""
        path = self.folder / _DAYS_OFF
        if not path.is_file():
            return frozenset()
        return frozenset(map(date.fromisoformat, json.loads(path.read_text(encoding="utf-8"))))

    def note_days_off(self, days: Collection[date]) -> None:
        """Keep them for schedules, which may not open the warehouse."""
        if frozenset(days) != self.days_off():
            _write(self.folder / _DAYS_OFF, json.dumps(sorted(day.isoformat() for day in days)))

    def stage(self, period: Period, number: int) -> Path:
        """Return an empty folder for a close that is being made."""
        folder = self.folder / _STAGED / close_name(period, number)
        shutil.rmtree(folder, ignore_errors=True)
        (folder / ROWS).mkdir(parents=True)
        return folder

    def finish(self, folder: Path, close: Close) -> None:
        """Note what the files of a staged close are: from here on it is whole."""
        content = asdict(close)
        del content["folder"]
        content["files"] = {
            str(path.relative_to(folder)): {"bytes": path.stat().st_size, _HASH: _hash(path)}
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
        _write(folder / MANIFEST, json.dumps(content, indent=1, default=str))

    def commit(self) -> list[Close]:
        """Give the staged closes their names: their figures are published. Return them."""
        done = []
        for path in self._folders(self.folder / _STAGED):
            target = self.folder / path.name
            if target.exists():
                # Nothing that is frozen is ever written again.
                shutil.rmtree(path)
                continue
            path.rename(target)
            done.append(_read(target))
        shutil.rmtree(self.folder / _STAGED, ignore_errors=True)
        return done

    def discard(self) -> None:
        """Remove what is staged: it was not published."""
        shutil.rmtree(self.folder / _STAGED, ignore_errors=True)

    def settle(self, was_published: Callable[[str], bool]) -> list[str]:
        """Finish or remove what a killed run left staged; return what was done, in words.

        `was_published` says whether a run's figures reached readers: then what it froze holds.
        """
        folders = self._folders(self.folder / _STAGED)
        cut_short = (self.folder / _STAGED).is_dir() and not folders
        done = []
        for path in folders:
            close = _read(path)
            if was_published(close.run_id):
                done.append(f"{close.period.words} is closed: its figures were published")
            else:
                shutil.rmtree(path)
                done.append(f"{close.period.words} was not closed: its run was cut short")
        if done:
            self.commit()
        if cut_short:
            self.discard()
        return done

    def damage(self) -> dict[str, str]:
        """Return what is wrong with closes, by name."""
        found: dict[str, str] = {}
        if not self.folder.is_dir():
            return found
        for path in sorted(self.folder.iterdir()):
            is_close = path.is_dir() and path.name not in (_STAGED, _REOPENED)
            if is_close and (reason := damage_of(path)):
                found[path.name] = reason
        return found

    def _folders(self, folder: Path) -> list[Path]:
        return sorted(path.parent for path in folder.glob(f"*/{MANIFEST}"))


def damage_of(folder: Path) -> str:
    """Return what is wrong with the files of a close; empty when all are as they were written."""
    try:
        files: Mapping[str, Mapping[str, Any]] = _manifest(folder)["files"]
    except (OSError, ValueError, KeyError):
        return f"{MANIFEST} can't be read"
    for name, noted in files.items():
        path = folder / name
        if not path.is_file():
            return f"{name} is gone"
        if path.stat().st_size != noted["bytes"] or _hash(path) != noted[_HASH]:
            return f"{name} is not what was written"
    return ""


def _read(folder: Path) -> Close:
    try:
        content = _manifest(folder)
        period = content["period"]
        return Close(
            period=Period(
                period["grain"],
                date.fromisoformat(period["start"]),
                date.fromisoformat(period["end"]),
            ),
            number=content["number"],
            state=content["state"],
            closed_at=datetime.fromisoformat(content["closed_at"]),
            as_of=date.fromisoformat(content["as_of"]),
            run_id=content["run_id"],
            by=content["by"],
            why=content["why"],
            folder=folder,
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CloseError(
            f"{folder / MANIFEST} can't be read ({error}): `accord doctor` says what to do"
        ) from error


def _manifest(folder: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return content


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    staged = path.with_name(f".{path.name}.next")
    staged.write_text(text, encoding="utf-8")
    staged.replace(path)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, _HASH).hexdigest()
