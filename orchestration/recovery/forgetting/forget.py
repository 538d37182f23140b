"""Remove a person from everything below the data folder, and keep them out.

The list of the forgotten is written first, so that from then on no load lets the person in, and
the warehouse is changed last: killed before that, the same command finds all of the person again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ingestion.forgotten import Forgotten, write_forgotten
from ingestion.redaction import Redaction
from orchestration.build.alterations import is_load
from orchestration.build.damage import require_whole
from orchestration.build.lock import RunLock
from orchestration.company.context import Company
from orchestration.company.folder import require_folder
from orchestration.recovery.errors import RecoveryError
from orchestration.recovery.forgetting.by_list import (
    REASON,
    clean_warehouse,
    gate_of,
    list_of,
    not_scrubbed,
)
from orchestration.recovery.forgetting.columns import personal_columns
from orchestration.recovery.forgetting.files import scrub
from orchestration.recovery.forgetting.folders import remove_folders
from orchestration.recovery.forgetting.person import Person, find_person
from orchestration.recovery.forgetting.publications import remove_older, versions_with
from orchestration.recovery.forgetting.report import Outcome, write_report

Tell = Callable[[str], None]


def forget(
    company: Company, wanted: str, tell: Tell, *, dry: bool, with_backups: bool
) -> tuple[Outcome, Path | None]:
    """Forget the person whose address or `<source>:<id>` is `wanted`; return what was done.

    Args:
        company: whose data folder.
        wanted: the address or id.
        tell: called with one line of progress each.
        dry: only look.
        with_backups: remove back-ups and what was set aside, too.

    Raises:
        RecoveryError: it is neither an address nor an id, or one of the company's own people.
        WarehouseDamagedError: the warehouse must be repaired first.
        RunLockError: a run kept writing.
    """
    settings = company.settings
    require_folder(settings, company.profile, company.clock)
    if not settings.data_dir.is_dir():
        raise RecoveryError(f"{settings.data_dir} is not there yet: nobody is in it")
    lock = RunLock(
        settings.data_dir,
        "accord forget",
        settings.lock_wait_seconds,
        on_wait=lambda reason: tell(f"wait: {reason}"),
    )
    with lock:
        require_whole(settings.warehouse_path)
        person = find_person(settings.warehouse_path, personal_columns(), wanted)
        listed = list_of(settings.data_dir).with_people(person.listed())
        done = Outcome(records=person.records, listed=len(person.listed()))
        if not dry:
            write_forgotten(settings.data_dir, listed)
        tell("look through the publications")
        listed = _publications(company, person, listed, done, dry=dry)
        remove_folders(company, listed, done, dry=dry, with_backups=with_backups)
        tell("look through the other files")
        hide = Redaction(person.words()).hide
        done.files = scrub(settings.data_dir, hide, not_scrubbed(company), dry=dry)
        tell("look through the warehouse")
        done.warehouse = clean_warehouse(company, listed, dry=dry)
        if dry:
            return done, None
        write_forgotten(settings.data_dir, listed.with_rows(done.warehouse.living))
        if done.current and done.warehouse.is_nothing:
            # Nothing else says that there is something to build and publish.
            gate = gate_of(company)
            gate.open_from(next(it for it in gate.order if not is_load(it)), REASON)
        return done, write_report(settings.reports_dir, done)


def _publications(
    company: Company, person: Person, listed: Forgotten, done: Outcome, *, dry: bool
) -> Forgotten:
    """Remove older versions with the person; one that readers have goes when it is replaced."""
    published = company.settings.published_dir
    hits = versions_with(published, person.person_keys() | person.keys, person.words())
    done.texts = sum(hit.texts for hit in hits)
    done.publications, left = remove_older(published, hits, dry=dry)
    done.current = left[0] if left else ""
    return replace(listed, publications=listed.publications | set(left))
