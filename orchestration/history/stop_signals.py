"""What stops a process in good order: Ctrl-C, SIGTERM, and SIGHUP of a terminal that was closed.

Dagster puts handlers of its own in the place of ours while a run works, and they don't tell one
signal from another. So Python itself is asked to note each signal that arrives, whoever handles it.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType

_STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
#: The signals that stopped this process, the first one first.
_received: list[signal.Signals] = []
#: Where Python notes the signals that arrive, while somebody listens.
_noted: list[int] = []


@contextmanager
def listening() -> Iterator[None]:
    """Have each of the signals raise `KeyboardInterrupt`, or what Dagster makes of Ctrl-C.

    Without effect where that is done already, and outside of the main thread.
    """
    if _noted or threading.current_thread() is not threading.main_thread():
        yield
        return
    with ExitStack() as stack:
        noted, note = os.pipe()
        stack.callback(os.close, noted)
        stack.callback(os.close, note)
        os.set_blocking(noted, False)
        os.set_blocking(note, False)
        before = signal.set_wakeup_fd(note, warn_on_full_buffer=False)
        stack.callback(signal.set_wakeup_fd, before)
        for one in (signal.SIGTERM, signal.SIGHUP):
            # What `nohup` had ignored stays ignored, and what Dagster handles is Dagster's.
            if signal.getsignal(one) is signal.SIG_DFL:
                stack.callback(signal.signal, one, signal.signal(one, _as_ctrl_c))
        _received.clear()
        _noted.append(noted)
        stack.callback(_noted.clear)
        stack.callback(received)
        yield


def received() -> signal.Signals | None:
    """Return the first signal that was to stop this process; None when there was none."""
    for noted in _noted:
        try:
            arrived = os.read(noted, 4096)
        except BlockingIOError:
            continue
        _received.extend(signal.Signals(one) for one in arrived if one in _STOPPING)
    return _received[0] if _received else None


def exit_code() -> int:
    """Return the exit code of a stopped process, as shells have it: 130 after Ctrl-C."""
    return 128 + (received() or signal.SIGINT)


def is_terminal_gone() -> bool:
    """Return whether it was a closed terminal that stopped this process: nothing can be shown."""
    return received() is signal.SIGHUP


@contextmanager
def held_back() -> Iterator[None]:
    """Let no further signal interrupt the block: it puts things in order."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    with ExitStack() as stack:
        for one in _STOPPING:
            if signal.getsignal(one) is not signal.SIG_IGN:
                stack.callback(signal.signal, one, signal.signal(one, _ignore))
        yield


def _as_ctrl_c(number: int, frame: FrameType | None) -> None:
    handler = signal.getsignal(signal.SIGINT)
    if callable(handler):
        handler(number, frame)
    else:
        # Ctrl-C itself is ignored, as for what a script starts in the background.
        raise KeyboardInterrupt


def _ignore(_number: int, _frame: FrameType | None) -> None:
    """Take no notice; it is noted all the same."""
