"""A published folder that was damaged is put right from a version that is whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from publishing import PublishError, Retention, current_version, diagnose, heal, publish, rollback
from tests.publishing.test_publishing import AS_OF, build_warehouse, published_value

Damage = Callable[[Path], None]


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three versions, whose values are 1 to 3."""
    folder = tmp_path_factory.mktemp("three")
    for run in (1, 2, 3):
        warehouse = build_warehouse(folder / "warehouse.duckdb", float(run))
        publish(warehouse, folder / "published", f"run-{run}", AS_OF)
    return folder


@pytest.fixture
def published(three: Path, tmp_path: Path) -> Path:
    """A folder of its own with those versions, readers' file linked as it was."""
    shutil.copytree(three / "published", tmp_path / "published", symlinks=True)
    file = tmp_path / "published" / "accord.duckdb"
    file.unlink()
    os.link(current(tmp_path / "published") / "accord.duckdb", file)
    return tmp_path / "published"


def current(published: Path) -> Path:
    found = current_version(published)
    assert found is not None
    return found


def older(published: Path) -> Path:
    return sorted((published / "versions").iterdir())[-2]


def flip(path: Path, place: int) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        byte = file.read(1)
        file.seek(place)
        file.write(bytes([byte[0] ^ 1]))


def _take_another_versions_file(published: Path) -> None:
    (published / "accord.duckdb").unlink()
    shutil.copy(older(published) / "accord.duckdb", published / "accord.duckdb")


def _follow_links(published: Path) -> None:
    """What a copy that follows links makes of the folder."""
    (published / "parquet").unlink()
    shutil.copytree(published / "current" / "parquet", published / "parquet")


def _remove_all_links(published: Path) -> None:
    for name in ("accord.duckdb", "current", "parquet"):
        (published / name).unlink()


def _put_the_older_file_in_place(published: Path) -> None:
    content = (older(published) / "accord.duckdb").read_bytes()
    (published / "accord.duckdb").write_bytes(content)


def _remove_version_and_file(published: Path) -> None:
    shutil.rmtree(current(published))
    (published / "accord.duckdb").unlink()


LINKS: dict[str, Damage] = {
    "file deleted": lambda it: (it / "accord.duckdb").unlink(),
    "file of another version": _take_another_versions_file,
    "current gone": lambda it: (it / "current").unlink(),
    "parquet gone": lambda it: (it / "parquet").unlink(),
    "parquet a folder": _follow_links,
    "all of them": _remove_all_links,
}
CONTENT: dict[str, Damage] = {
    "file truncated": lambda it: os.truncate(it / "accord.duckdb", 5000),
    "file overwritten": _put_the_older_file_in_place,
    "bit flipped": lambda it: flip(current(it) / "accord.duckdb", 300_000),
    "parquet truncated": lambda it: os.truncate(it / "parquet/kpi/kpi_values.parquet", 20),
    "parquet file deleted": lambda it: (it / "parquet/kpi/kpi_values.parquet").unlink(),
    "manifest damaged": lambda it: os.truncate(current(it) / "manifest.json", 9),
    "version gone": lambda it: shutil.rmtree(current(it)),
    "version and file gone": _remove_version_and_file,
}


def readers_get(published: Path) -> set[float]:
    parquet = published / "parquet/kpi/kpi_values.parquet"
    found = duckdb.execute(f"select value from '{parquet}'").fetchall()
    return {published_value(published), found[0][0]}


@pytest.mark.fault(31)
@pytest.mark.parametrize("damage", LINKS.values(), ids=LINKS)
def test_links_to_a_whole_version_are_made_again(
    published: Path, tmp_path: Path, damage: Damage
) -> None:
    damage(published)
    assert diagnose(published).problems
    done = heal(published, tmp_path / "aside")
    assert "which is whole" in done[-1]
    assert readers_get(published) == {3.0}
    assert not diagnose(published, thorough=True).problems
    assert not (tmp_path / "aside").exists()


@pytest.mark.fault(31)
@pytest.mark.parametrize("damage", CONTENT.values(), ids=CONTENT)
def test_a_damaged_version_gives_way_to_the_last_whole_one(
    published: Path, tmp_path: Path, damage: Damage
) -> None:
    damage(published)
    heal(published, tmp_path / "aside")
    assert readers_get(published) == {2.0}
    assert not diagnose(published, thorough=True).problems
    assert heal(published, tmp_path / "aside") == []


@pytest.mark.fault(31)
@pytest.mark.parametrize("damage", CONTENT.values(), ids=CONTENT)
def test_the_next_publication_does_not_need_the_damaged_one(
    three: Path, published: Path, damage: Damage
) -> None:
    whole = older(published).name
    damage(published)
    summary = publish(three / "warehouse.duckdb", published, "run-4", AS_OF)
    assert summary.compared_with == whole
    assert readers_get(published) == {3.0}


@pytest.mark.fault(31)
def test_where_no_version_is_whole_the_publication_says_so(
    three: Path, published: Path, tmp_path: Path
) -> None:
    for folder in (published / "versions").iterdir():
        os.truncate(folder / "accord.duckdb", 5000)
    summary = publish(three / "warehouse.duckdb", published, "run-4", AS_OF)
    assert summary.compared_with == ""
    assert summary.losses == ("nothing could be compared: no publication before this one is whole",)
    assert readers_get(published) == {3.0}
    assert not heal(published, tmp_path / "aside")


def test_nothing_is_wrong_before_the_first_publication(tmp_path: Path) -> None:
    assert heal(tmp_path / "published", tmp_path / "aside") == []


def test_a_version_that_an_earlier_release_wrote_is_whole_if_it_can_be_read(
    published: Path,
) -> None:
    (current(published) / "manifest.json").unlink()
    assert not diagnose(published).problems
    os.truncate(current(published) / "accord.duckdb", 5000)
    assert "accord.duckdb" in diagnose(published).problems[0]


def test_a_copy_of_the_whole_folder_is_whole(published: Path, tmp_path: Path) -> None:
    shutil.copytree(published, tmp_path / "copy", symlinks=True)
    assert not diagnose(tmp_path / "copy", thorough=True).problems


def test_after_a_rollback_readers_keep_what_they_were_given(
    published: Path, tmp_path: Path
) -> None:
    rollback(published)
    assert heal(published, tmp_path / "aside") == []
    (published / "accord.duckdb").unlink()
    heal(published, tmp_path / "aside")
    assert readers_get(published) == {2.0}


def test_a_rollback_goes_to_a_whole_version(published: Path) -> None:
    os.truncate(older(published) / "accord.duckdb", 5000)
    rollback(published)
    assert readers_get(published) == {1.0}
    with pytest.raises(PublishError, match="oldest"):
        rollback(published)


def test_versions_are_kept_by_count_by_size_and_by_promise(three: Path, published: Path) -> None:
    first = min(folder.name for folder in (published / "versions").iterdir())

    def kept(retention: Retention) -> int:
        publish(three / "warehouse.duckdb", published, "run-4", AS_OF, retention=retention)
        return len(list((published / "versions").iterdir()))

    assert kept(Retention(count=9)) == 4
    assert kept(Retention(count=9, max_bytes=1, promised={first})) == 3
    assert kept(Retention(count=2)) == 2
