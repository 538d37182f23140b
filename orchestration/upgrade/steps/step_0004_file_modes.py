"""Files of the data folder were open to all users of the machine, as the umask had it.

Now only publications are. The modes are no part of the back-up: an earlier release works with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from orchestration.company.context import Company
from orchestration.company.file_modes import prepare_folders, wrong_modes
from orchestration.upgrade.steps import Step


def _plan(company: Company) -> Sequence[str]:
    settings = company.settings
    found = [path for path, _ in wrong_modes(settings)]
    published = sum(path.is_relative_to(settings.published_dir) for path in found)
    lines = (
        (len(found) - published, "files and folders: for the user who runs Accord alone"),
        (published, f"files and folders of publications: for {settings.published_readers}"),
    )
    return [f"{count} {what}" for count, what in lines if count]


def _files(_company: Company) -> Sequence[Path]:
    return []


def _apply(company: Company) -> None:
    # The published folder first: what is in it follows it.
    prepare_folders(company.settings)
    for path, mode in list(wrong_modes(company.settings)):
        # The daemon may be at work, whose files come and go.
        with suppress(FileNotFoundError):
            path.chmod(mode)


STEP = Step(
    title="The data folder closed to other users, but for publications",
    release="0.2.0",
    plan=_plan,
    files=_files,
    apply=_apply,
)
