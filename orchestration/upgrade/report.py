"""What an upgrade did: JSON for machines, Markdown for people."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from orchestration.company.release import BACKUPS
from orchestration.company.settings import Settings
from orchestration.upgrade.backup import Backup
from orchestration.upgrade.kept import summary_of_kept
from orchestration.upgrade.steps import all_steps

NEXT = "`accord run` builds everything anew from the raw tables; until then readers keep theirs."


@dataclass(frozen=True)
class UpgradeReport:
    """An upgrade that ended well.

    Attributes:
        from_release, to_release: before and after.
        changes: what each step changed, by its name.
        kept: what was counted before and is still there.
        publication: the version that readers have; empty when nothing is published.
        backup: the back-up's folder, from the data folder.
    """

    from_release: str
    to_release: str
    changes: Mapping[str, Sequence[str]]
    kept: Mapping[str, int]
    publication: str
    backup: str

    @classmethod
    def of(cls, backup: Backup) -> UpgradeReport:
        """Return the report of the upgrade that made this back-up."""
        return cls(
            from_release=backup.stamp.release,
            to_release=backup.to_release,
            changes=backup.changes,
            kept=backup.kept,
            publication=backup.publication,
            backup=f"{BACKUPS}/{backup.name}",
        )

    @property
    def headline(self) -> str:
        """The upgrade in one line."""
        if self.from_release == self.to_release:
            return f"Accord: data folder brought up to date, release {self.to_release}"
        return f"Accord: data folder upgraded from {self.from_release} to {self.to_release}"


def write_report(settings: Settings, report: UpgradeReport) -> Path:
    """Write the report as JSON and Markdown; return the Markdown's path."""
    path = report_path(settings, report)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.with_suffix(".json").write_text(
        json.dumps(asdict(report), indent=2) + "\n", encoding="utf-8"
    )
    path.write_text(markdown(report), encoding="utf-8")
    return path


def report_path(settings: Settings, report: UpgradeReport) -> Path:
    """Return where the report lies: `reports/upgrade-<release>-<instant>.md`."""
    return settings.reports_dir / f"upgrade-{Path(report.backup).name}.md"


def markdown(report: UpgradeReport) -> str:
    """Return the report as people read it."""
    lines = [f"# {report.headline}", "", "## Changed"]
    for name, changes in report.changes.items():
        lines += ["", f"### {all_steps()[name].title}", ""]
        lines += [f"- {change}" for change in changes]
    lines += ["", "## Kept", ""]
    lines += [f"- {line}" for line in summary_of_kept(report.kept)]
    lines.append(f"- readers have: {report.publication or 'nothing yet'}")
    lines += ["", "## Next", "", f"- {NEXT}"]
    lines.append(f"- The back-up is `{report.backup}`; `accord upgrade --undo` puts it back.")
    lines.append("- Once the next run has ended well you may remove the back-up.")
    return "\n".join(lines) + "\n"
