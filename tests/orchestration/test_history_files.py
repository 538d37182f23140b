from pathlib import Path

import dagster as dg
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine

from orchestration.company.settings import Settings
from orchestration.history.dagster_home import open_instance


@dg.op
def nothing() -> None:
    """Do nothing: its events are what is looked at."""


@dg.job(executor_def=dg.in_process_executor)
def idle() -> None:
    nothing()


def logs_of(folder: Path) -> list[Path]:
    """SQLite's write-ahead logs: there only while a connection holds them open."""
    return list(folder.rglob("*.db-wal"))


def test_history_is_kept_open_while_in_use_and_whole_afterwards(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    with open_instance(settings) as instance:
        run_id = idle.execute_in_process(instance=instance).run_id
        logged = len(instance.all_logs(run_id))
        assert f"{run_id}.db-wal" in {path.name for path in logs_of(tmp_path)}
    assert not logs_of(tmp_path)
    with open_instance(settings) as instance:
        run = instance.get_run_by_id(run_id)
        assert run is not None
        assert run.status is dg.DagsterRunStatus.SUCCESS
        assert len(instance.all_logs(run_id)) == logged > 0


def test_a_file_of_the_history_has_one_engine_and_keeps_its_connections(tmp_path: Path) -> None:
    used: list[Engine] = []
    opened: list[object] = []

    def note_use(connection: Connection) -> None:
        used.append(connection.engine)

    def note_opening(connection: object, _record: object) -> None:
        opened.append(connection)

    event.listen(Engine, "engine_connect", note_use)
    event.listen(Engine, "connect", note_opening)
    try:
        with open_instance(Settings(data_dir=tmp_path)) as instance:
            run_id = idle.execute_in_process(instance=instance).run_id
    finally:
        event.remove(Engine, "engine_connect", note_use)
        event.remove(Engine, "connect", note_opening)
    of_the_run = [engine for engine in used if run_id in str(engine.url)]
    assert len(of_the_run) > 5
    assert len(set(map(id, of_the_run))) == 1
    # Nor is a connection opened for each use.
    assert len(opened) < len(used) / 3
