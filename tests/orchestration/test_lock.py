"""One writer at a time; who waits longest is next."""

from __future__ import annotations

import multiprocessing
import multiprocessing.synchronize
import os
import time
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from orchestration.build.lock import RunLock, RunLockError


def _hold(folder: Path, held: multiprocessing.synchronize.Event) -> None:
    with RunLock(folder, "run other", 0):
        held.set()
        time.sleep(60)


def _wait(folder: Path, waits: multiprocessing.synchronize.Event) -> None:
    RunLock(folder, "run waiting", 60, lambda _reason: waits.set()).acquire()


def waiting(folder: Path, number: int) -> None:
    """Wait until so many others wait."""
    while len(list(folder.glob("writer.queue.*"))) < number:
        time.sleep(0.05)


@pytest.mark.fault(32)
def test_a_second_writer_waits_and_a_killed_one_lets_go(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    held = context.Event()
    other = context.Process(target=_hold, args=(tmp_path, held))
    other.start()
    assert held.wait(30)
    announced: list[str] = []
    with pytest.raises(RunLockError, match="run other"):
        RunLock(tmp_path, "run mine", 0.6, announced.append).acquire()
    assert announced == [f"run other (process {other.pid}) is writing"]
    other.kill()
    other.join()
    with RunLock(tmp_path, "run mine", 5):
        pass


def test_threads_exclude_each_other_and_any_thread_may_give_back(tmp_path: Path) -> None:
    lock = RunLock(tmp_path, "run first", 0)
    lock.acquire()
    with ThreadPoolExecutor(1) as other:
        refusal = other.submit(RunLock(tmp_path, "run second", 0).acquire).exception()
        assert str(refusal).startswith(f"run first (process {os.getpid()}) is still writing to")
        other.submit(lock.release).result()
    with RunLock(tmp_path, "run third", 0):
        pass


@pytest.mark.fault(32)
def test_first_come_first_served(tmp_path: Path) -> None:
    announced: list[str] = []
    first = RunLock(tmp_path, "run first", 0)
    second = RunLock(tmp_path, "run second", 60)
    third = RunLock(tmp_path, "run third", 60, announced.append)
    first.acquire()
    with ThreadPoolExecutor(2) as others:
        others.submit(second.acquire)
        waiting(tmp_path, 1)
        served: Future[None] = others.submit(third.acquire)
        waiting(tmp_path, 2)
        first.release()
        # It is free for a moment, and still nobody's who comes now.
        with pytest.raises(RunLockError, match="before this one: run second"):
            RunLock(tmp_path, "run late", 0).acquire()
        while "run second" not in (tmp_path / "writer.lock").read_text(encoding="utf-8"):
            time.sleep(0.05)
        assert not served.done()
        second.release()
        served.result(timeout=30)
        third.release()
    here = f"(process {os.getpid()})"
    assert announced[0] == f"run first {here} is writing; before this one: run second {here}"
    # Only the lock and the queue's own file stay.
    assert {path.name for path in tmp_path.iterdir()} == {"writer.lock", "writer.queue"}


def test_a_place_in_the_queue_falls_with_its_process(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    waits = context.Event()
    with RunLock(tmp_path, "run first", 0):
        other = context.Process(target=_wait, args=(tmp_path, waits))
        other.start()
        assert waits.wait(30)
        other.kill()
        other.join()
        waiting(tmp_path, 1)
    with RunLock(tmp_path, "run second", 0):
        assert not list(tmp_path.glob("writer.queue.*"))


def test_who_gives_up_leaves_its_place(tmp_path: Path) -> None:
    with RunLock(tmp_path, "run first", 0):
        with pytest.raises(RunLockError):
            RunLock(tmp_path, "run impatient", 0).acquire()
        assert not list(tmp_path.glob("writer.queue.*"))
