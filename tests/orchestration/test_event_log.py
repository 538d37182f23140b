from pathlib import Path

import dagster as dg
from dagster._core.storage.event_log import SqliteEventLogStorage

from orchestration.company.settings import Settings
from orchestration.history.dagster_home import open_instance
from orchestration.history.event_log import EventLog, _engine


@dg.asset
def one() -> None:
    """Make nothing."""


def test_dagster_can_read_what_accord_has_logged(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    with open_instance(settings) as instance:
        assert isinstance(instance.event_log_storage, EventLog)
        run_id = dg.materialize([one], instance=instance).run_id
        told = [record.event_log_entry for record in instance.get_records_for_run(run_id).records]
    assert told
    theirs = SqliteEventLogStorage(str(settings.dagster_home / "history" / "runs"))
    assert [entry.message for entry in theirs.get_logs_for_run(run_id)] == [
        entry.message for entry in told
    ]
    assert theirs.has_asset_key(one.key)


def test_events_share_the_engine_of_their_file(tmp_path: Path) -> None:
    with open_instance(Settings(data_dir=tmp_path)) as instance:
        dg.materialize([one], instance=instance)
        before = _engine.cache_info()
        dg.materialize([one], instance=instance)
        after = _engine.cache_info()
    # The second run's own file is the only new one.
    assert after.misses - before.misses == 1
    assert after.hits > before.hits
