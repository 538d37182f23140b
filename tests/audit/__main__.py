"""Ask pip-audit of every package in requirements.lock, and believe no answer that is none.

Exit codes: 0, every package was looked up and nothing is known; 1, something is; 3, no advisory
source could be reached, or not for every package: nothing is known either way. pip-audit itself
ends with 0 where a mirror of PyPI has no advisories: it skips each package as "not found".
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements.lock"
#: Where to look: PyPI's own advisories, then the OSV database.
SERVICES = ("pypi", "osv")
CLEAN, VULNERABLE, UNKNOWN = 0, 1, 3
_SECONDS = 600


def main(program: str, lock: Path = LOCK) -> int:
    """Audit a lock with this pip-audit; print what it found, and return the exit code."""
    click.echo(
        f"requirements.lock was resolved {_age(lock)} days ago (`make lock` resolves it anew)"
    )
    for service in SERVICES:
        packages, problem = _ask(program, lock, service)
        skipped = [it for it in packages if "skip_reason" in it]
        found = [it for it in packages if it.get("vulns")]
        if found:
            for it in found:
                click.echo(_line(it))
            click.echo(f"{len(found)} packages have known vulnerabilities: raise them, `make lock`")
            return VULNERABLE
        if packages and not skipped:
            click.echo(f"{len(packages)} packages looked up at {service}: no known vulnerability")
            return CLEAN
        why = problem or f"it knows nothing of {len(skipped)} of {len(packages)} packages"
        click.echo(f"not audited by {service}: {why}")
    click.echo(
        "NOT AUDITED: no advisory source could be reached from here. Run `make audit` where "
        "pypi.org or api.osv.dev can be reached; until then the lock's age is all there is to see."
    )
    return UNKNOWN


def _ask(program: str, lock: Path, service: str) -> tuple[list[dict[str, Any]], str]:
    """Return what the service says of each package, and what went wrong."""
    command = [program, "-r", str(lock), "--disable-pip", "--require-hashes"]
    done = subprocess.run(
        [*command, "--vulnerability-service", service, "--format=json", "--progress-spinner=off"],
        check=False,
        capture_output=True,
        text=True,
        timeout=_SECONDS,
    )
    try:
        packages: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        said = done.stderr.strip().splitlines()
        return [], said[-1][:200] if said else f"pip-audit ended with {done.returncode}"
    return packages, ""


def _line(package: dict[str, Any]) -> str:
    known = "; ".join(
        f"{it['id']}, fixed in {', '.join(it.get('fix_versions') or ['no release'])}"
        for it in package["vulns"]
    )
    return f"{package['name']} {package['version']}: {known}"


def _age(lock: Path) -> int:
    """Return for how many days the lock has been as it is: by git, else by the file's date."""
    done = subprocess.run(
        ["git", "log", "-1", "--format=%cI", "--", lock.name],
        cwd=lock.parent,
        check=False,
        capture_output=True,
        text=True,
    )
    written = done.stdout.strip()
    of_file = datetime.fromtimestamp(lock.stat().st_mtime, UTC)
    since = datetime.fromisoformat(written) if written else of_file
    return (datetime.now(UTC) - since).days


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
