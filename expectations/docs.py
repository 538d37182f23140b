"""Data docs: what was checked on which table and what was found, as one page a stage.

Nothing is loaded from elsewhere, so that the page is whole without a network. It shows no values of
rows, only the keys of those at fault.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from pathlib import Path

from expectations.results import CheckResult, SuiteResult
from expectations.suite import Check, Suite

#: Keys of rows at fault that are shown; the warehouse's `quality.check_evidence` has more.
_SHOWN_KEYS = 20
#: What Great Expectations wrote here until 0.2.0: pages that need a network.
_FORMER = ("expectations", "validations", "static")
_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem;
       color: #1b1f24; background: #fff; }
h2 { font-size: 1.1rem; margin: 2rem 0 .3rem; } a { color: #0b5cad; }
table { border-collapse: collapse; width: 100%; } td, th { text-align: left; vertical-align: top;
padding: .3rem .8rem .3rem 0; border-bottom: 1px solid #d8dde3; overflow-wrap: anywhere; }
td:first-child { width: 6rem; } td:nth-child(2) { width: 45%; }
.passed { color: #1a6b33; } .warned { color: #8a5a00; } .failed { color: #a4161a; }
.small { color: #59636e; font-size: .85em; }
@media (prefers-color-scheme: dark) { body { color: #e6e9ed; background: #14171a; }
a { color: #7ab8f5; } td, th { border-color: #363c43; } .passed { color: #6cc987; }
.warned { color: #e5b567; } .failed { color: #ff8a8a; } .small { color: #a2abb5; } }
"""


def write_docs(
    folder: Path, stage: str, outcomes: Sequence[SuiteResult], words: Mapping[str, str]
) -> None:
    """Write the page of a stage's checks, `index.html` in `folder`, in the place of the last one.

    Args:
        folder: where the pages of this stage are.
        stage: `raw` or `marts`.
        outcomes: what was found.
        words: what each check looks for, by its id.
    """
    for former in _FORMER:
        shutil.rmtree(folder / former, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    staged = folder / "index.next"
    staged.write_text(_page(stage, outcomes, words), encoding="utf-8")
    staged.replace(folder / "index.html")


def words_of(suite: Suite, as_of: date) -> dict[str, str]:
    """Return what each check of a suite looks for, by its id."""
    return {suite.check_id(check): _words(check, as_of) for check in suite.checks}


def _words(check: Check, as_of: date) -> str:
    arguments = {
        name: value(as_of) if callable(value) else value for name, value in check.arguments.items()
    }
    said = ", ".join(f"{name} {value}" for name, value in arguments.items() if value is not None)
    expected = check.expectation.removeprefix("expect_").replace("_", " ")
    return f"{expected}: {said}" if said else expected


def _page(stage: str, outcomes: Sequence[SuiteResult], words: Mapping[str, str]) -> str:
    results = [result for outcome in outcomes for result in outcome.results]
    bad = [result for result in results if not result.success]
    ordered = sorted(
        outcomes, key=lambda it: (all(one.success for one in it.results), it.table_name)
    )
    when = f"{max(it.checked_at for it in results):%Y-%m-%d %H:%M} UTC" if results else "never"
    blocked = sum(result.blocks for result in results)
    said = (
        f'<p class="failed">{len(bad)} did not pass, of which {blocked} block the publication.</p>'
        if bad
        else '<p class="passed">All passed.</p>'
    )
    tables = "".join(_table(outcome, words) for outcome in ordered)
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Checks: {escape(stage)} - Accord</title><style>{_STYLE}</style>"
        f"<h1>Checks: {escape(stage)}</h1><p>{len(results)} checks on {len(outcomes)} tables, "
        f"{when}.</p>{said}{tables}</html>"
    )


def _table(outcome: SuiteResult, words: Mapping[str, str]) -> str:
    name = escape(outcome.table_name)
    if outcome.skipped_because:
        return f'<h2 id="{name}">{name}</h2><p class="small">{escape(outcome.skipped_because)}</p>'
    bad_first = sorted(outcome.results, key=lambda result: result.success)
    rows = "".join(_row(result, words.get(result.check_id, "")) for result in bad_first)
    return f'<h2 id="{name}">{name}</h2><table><tr><th>is<th>checked<th>found{rows}</table>'


def _row(result: CheckResult, words: str) -> str:
    state = "passed" if result.success else "failed" if result.severity == "block" else "warned"
    known = [
        f"{result.checked_rows:,} rows" if result.checked_rows is not None else "",
        f"found {result.observed}" if result.observed is not None else "",
        result.reason,
    ]
    keys = ", ".join(result.evidence[:_SHOWN_KEYS])
    more = len(result.evidence) - _SHOWN_KEYS
    shown = f"rows at fault: {keys}{f' and {more} more' if more > 0 else ''}" if keys else ""
    name = result.check_id.removeprefix(f"{result.table_name}.")
    blocks = "blocks" if result.severity == "block" else "warns"
    return (
        f'<tr><td class="{state}">{state}<td>{escape(words or name)}'
        f'<br><span class="small">{escape(name)}, {blocks}</span>'
        f"<td>{escape('; '.join(filter(None, known)))}"
        f"{f'<br>{escape(shown)}' if shown else ''}"
    )
