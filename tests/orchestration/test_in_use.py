"""While Dagster has a data folder open, nothing replaces the files that it holds."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from orchestration.company.context import Company
from orchestration.company.settings import PROJECT_ROOT, Settings
from orchestration.history.in_use import InUseError, closed, hold_open, ui_address
from orchestration.recovery.backup import make_backup
from orchestration.recovery.repair import repair
from orchestration.recovery.restore import restore
from tests.orchestration.small_folder import small_folder, state

#: What Dagster asks for code; it becomes another program then, as `accord dev` does.
SERVER = """
import os, sys
from pathlib import Path
from orchestration.history.in_use import hold_open_as_server
hold_open_as_server(Path(sys.argv[1]), ["dagster", *sys.argv[2:]])
then = "print('open', flush=True); import time; time.sleep(60)"
os.execv(sys.executable, [sys.executable, "-c", then])
"""


def quiet(_line: str) -> None:
    """Show nothing."""


@contextmanager
def dagster(data_dir: Path, *program: str) -> Iterator[None]:
    """Have a process of Dagster's run meanwhile, with the arguments `program`."""
    command = [sys.executable, "-c", SERVER, str(data_dir), *program]
    with subprocess.Popen(command, cwd=PROJECT_ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"open\n"
        try:
            yield
        finally:
            process.kill()


@pytest.fixture
def company(tmp_path: Path) -> Company:
    return small_folder(tmp_path)


def test_a_restore_is_refused_while_dagster_is_open(company: Company, tmp_path: Path) -> None:
    data = company.settings.data_dir
    backup = make_backup(company, tmp_path / "backups", quiet)
    with dagster(data, "api", "grpc", "--socket", "x"):
        before = state(data)
        with pytest.raises(InUseError, match=r"end `accord dev`.*Nothing was changed"):
            restore(company, backup, quiet)
        changed = {path for path, it in state(data).items() if before.get(path) != it}
        assert {Path(path).name for path in changed} <= {"writer.lock", "writer.queue"}
    restore(company, backup, quiet)


def test_a_repair_leaves_a_damaged_history_that_dagster_has_open(company: Company) -> None:
    history = company.settings.dagster_home / "history" / "runs.db"
    with dagster(company.settings.data_dir, "code-server", "start"):
        assert repair(company, quiet).done == ()
        history.write_bytes(b"no database at all" * 100)
        with pytest.raises(InUseError, match="accord dev"):
            repair(company, quiet)
        assert history.is_file()
    assert "run history" in repair(company, quiet).done[0]


def test_a_run_of_dagsters_is_no_server(tmp_path: Path) -> None:
    with dagster(tmp_path, "api", "execute_run"), closed(tmp_path):
        pass


def test_dagster_does_not_open_what_is_being_replaced(tmp_path: Path) -> None:
    with closed(tmp_path), pytest.raises(InUseError, match="start Dagster again"):
        hold_open(tmp_path)


def test_links_lead_to_where_the_ui_was_opened(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    assert ui_address(settings) == "http://127.0.0.1:3000"
    opened = "from pathlib import Path\nfrom orchestration.history.in_use import hold_open\n"
    call = f"hold_open(Path({str(tmp_path)!r}), 'http://127.0.0.1:4123')"
    subprocess.run([sys.executable, "-c", opened + call], cwd=PROJECT_ROOT, check=True)
    assert ui_address(settings) == "http://127.0.0.1:4123"
    with_own = Settings(data_dir=tmp_path, ui_url="https://accord.example")
    assert ui_address(with_own) == "https://accord.example"


#: `accord dev` up to where it becomes Dagster, as a script starts it in the background.
BACKGROUND = """
import os, signal, sys
from contextlib import nullcontext
signal.signal(signal.SIGINT, signal.SIG_IGN)
import orchestration.history.dagster_home as home
import orchestration.pages.beside as beside
import orchestration.upgrade.startup as startup
from orchestration.cli import main
home.open_instance = lambda _settings: nullcontext()
beside.serve_beside = lambda *_: "nowhere"
startup.bring_up_to_date = lambda *_: None
def become(program, arguments, environment):
    ignored = signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    print(ignored, environment["ACCORD_UI_URL"], flush=True)
    os._exit(0)
os.execve = become
main(["dev", "--port", "4123"])
"""


def test_accord_dev_in_the_background_of_a_script_heeds_signals(tmp_path: Path) -> None:
    (tmp_path / "company.yml").write_text("name: Real\nsources: {hubspot: true}\n")
    data = tmp_path / "data"
    done = subprocess.run(
        [sys.executable, "-c", BACKGROUND],
        cwd=PROJECT_ROOT,
        env={
            **{name: it for name, it in os.environ.items() if not name.startswith("ACCORD_")},
            "ACCORD_COMPANY": str(tmp_path / "company.yml"),
            "ACCORD_DATA_DIR": str(data),
            "ACCORD_HUBSPOT_TOKEN": "5ecret",
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "False http://127.0.0.1:4123"
    assert ui_address(Settings(data_dir=data)) == "http://127.0.0.1:4123"
