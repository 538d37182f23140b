"""Why something failed, in one line of plain words, from the errors that were raised."""

from __future__ import annotations

import re
from collections.abc import Sequence

from orchestration.company.reserve import is_about_full_disk

#: Errors of ours say in their message what happened and what to do; their names add nothing.
_OURS = re.compile(
    r"^(?:company|demo|expectations|ingestion|kpis|orchestration|publishing|dagster)"
    r"(?:\.\w+)*\.\w+: ?"
)
_MODULE = re.compile(r"^(?:\w+\.)+(?=\w+(?::|$))")
#: A class of Python's, or of a library: no word to begin with.
_NAMED = re.compile(r"(?P<name>[A-Z]\w*(?:Error|Exception|Failure|Failed|Interrupt)): (?P<said>.+)")
_LONGEST = 300
_NOT_RUN = re.compile(
    r"Dependencies for step (?P<step>\S+) (?P<why>.*)\. Not executing\.", re.DOTALL
)
_NAME = re.compile(r"'([^']+)'")

#: What the history says of a run whose process is gone.
_KILLED = "was killed during the run."
#: Part of an error's text -> what it means. The text follows it.
_MEANINGS = (
    (re.compile(r"Out of Memory Error|MemoryError|Cannot allocate memory"), "out of memory"),
    (
        re.compile(r"Could not set lock on file"),
        "another program has the warehouse open; close it and run again",
    ),
    (re.compile(r"ModuleNotFoundError|ImportError"), "a Python package or module can't be loaded"),
    (re.compile(r"SyntaxError|IndentationError"), "a Python file has an error in it"),
)


def cause_of(errors: Sequence[str]) -> str:
    """Return the cause in one line.

    Args:
        errors: texts of an error and of what led to it, outermost first, each as Python prints it:
            `module.Class: message`.
    """
    texts = [text.strip() for text in errors if text.strip()]
    if not texts:
        return "no reason was given"
    if any(map(is_about_full_disk, texts)):
        return "the disk is full; make room and run again"
    # The outermost error of ours was written for a reader; else what happened first tells most.
    chosen = next((text for text in texts if _OURS.match(text)), texts[-1])
    said = _first_line(_MODULE.sub("", _OURS.sub("", chosen)))
    if said.endswith(_KILLED):
        return f"{said[:-1]}: out of memory, kill -9, or the machine stopped"
    for pattern, meaning in _MEANINGS:
        if pattern.search(chosen):
            return _cut(f"{meaning} ({said})")
    return _cut(_named_last(said))


def plain(error: str) -> str:
    """Return an error's text as a reader wants it: what happened first, Python's name for it last.

    Of an error of ours the name is left out.
    """
    if _OURS.match(error):
        return _OURS.sub("", error)
    first, newline, rest = _MODULE.sub("", error).partition("\n")
    return f"{_named_last(first)}{newline}{rest}"


def _named_last(line: str) -> str:
    found = _NAMED.fullmatch(line)
    return f"{found['said']} ({found['name']})" if found else line


def cause_of_exception(error: BaseException) -> str:
    """Return the cause of an error that was caught."""
    texts: list[str] = []
    seen: BaseException | None = error
    while seen is not None and len(texts) < 20:
        kind = type(seen)
        texts.append(f"{kind.__module__}.{kind.__qualname__}: {seen}".removeprefix("builtins."))
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return cause_of(texts)


def shortened(message: str) -> str:
    """Return a line of Dagster's log; of a step that was not run, what it waited for once each.

    Dagster names what failed before it once per table: hundreds of times.
    """
    found = _NOT_RUN.fullmatch(message)
    if found is None:
        return message
    names = dict.fromkeys(_NAME.findall(found["why"]))
    return f"{found['step']} was not run, because of {', '.join(names)}"


def _first_line(text: str) -> str:
    """Return the first line that says something; one that announces others has the next added."""
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    if not lines:
        return "no reason was given"
    return f"{lines[0]} {lines[1]}" if lines[0].endswith(":") and lines[1:] else lines[0]


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
