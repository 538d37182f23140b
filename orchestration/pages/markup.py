"""The pages' HTML: plain, without scripts, and nothing loaded from elsewhere."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from pathlib import Path

from orchestration.pages.late import LateGroup, Lateness, asset_path

_SHOWN_FILES = 200
_SHOWN_ASSETS = 12
_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem;
       color: #1b1f24; background: #fff; }
a { color: #0b5cad; } code { font-size: .9em; }
table { border-collapse: collapse; width: 100%; } td, th { text-align: left; padding: .4rem .8rem
.4rem 0; border-bottom: 1px solid #d8dde3; vertical-align: top; }
.well { color: #1a6b33; } .late { color: #a4161a; } .small { color: #59636e; font-size: .85em; }
nav { margin-bottom: 1.5rem; } nav a { margin-right: 1rem; }
@media (prefers-color-scheme: dark) { body { color: #e6e9ed; background: #14171a; }
a { color: #7ab8f5; } td, th { border-color: #363c43; } .well { color: #6cc987; }
.late { color: #ff8a8a; } .small { color: #a2abb5; } }
"""
_NAVIGATION = (
    ("", "Overview"),
    ("figures/", "Figures"),
    ("late", "What is late"),
    ("reports/", "Run reports"),
    ("checks/", "Data docs"),
    ("site/", "Documentation"),
)


def page(title: str, body: str, *, is_html: bool = False) -> str:
    """Return a whole page; `body` is text unless `is_html`."""
    links = "".join(f'<a href="/{path}">{name}</a>' for path, name in _NAVIGATION)
    content = body if is_html else f"<p>{escape(body)}</p>"
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)} - Accord</title><style>{_STYLE}</style>"
        f"<nav>{links}</nav><h1>{escape(title)}</h1>{content}</html>"
    )


def overview(company: str, dagster: str) -> str:
    """Return the page that leads to the others."""
    rows = (
        ("/figures/", "Figures", "KPIs and scorecards, as they are published"),
        (f"{dagster}/runs", "Runs", "What ran, what runs, what failed (Dagster)"),
        ("/late", "What is late", "Which tables, and since when; whose they are"),
        ("/reports/latest.md", "Last run", "What it did, or why it failed"),
        ("/reports/", "Run reports", "One for each run"),
        ("/logs/", "What runs printed", "Of runs by `accord run`"),
        ("/checks/", "Data docs", "What was checked, and which rows were at fault"),
        ("/site/", "Documentation", "Runbook, KPIs, settings"),
    )
    body = "".join(
        f'<tr><td><a href="{escape(address)}">{name}</a><td>{escape(says)}'
        for address, name, says in rows
    )
    return page(company, f"<table>{body}</table>", is_html=True)


def late_page(found: Lateness | None, dagster: str) -> str:
    """Return the page of what is late; None: nothing can be, for the clock is set by hand."""
    title = "What is late"
    if found is None:
        return page(
            title,
            "Nothing can be late: this company's clock does not follow the real date. It moves "
            "when a run is given another day (ACCORD_AS_OF), or an export with a later date.",
        )
    if not found.groups:
        body = f'<p class="well">Nothing is late. {found.watched} tables and periods are watched.'
        return page(title, body, is_html=True)
    count = sum(len(group.assets) for group in found.groups)
    rows = "".join(_row(group, dagster) for group in found.groups)
    automation = escape(f"{dagster}/automation")
    body = (
        f'<p class="late">{count} of {found.watched} are late. The first group below is where to '
        "look: what follows it is made from it.</p>"
        '<p><a href="/reports/latest.md">The last run</a> may say why. Without one, '
        f'<a href="{automation}">its schedule</a> did not tick or is switched off.</p>'
        f"<table><tr><th>group<th>late<th>whose<th>due<th>made last{rows}</table>"
    )
    return page(title, body, is_html=True)


def stages(folder: Path) -> str:
    """Return the page that leads to the data docs of each stage of the checks."""
    made = sorted(one.parent.name for one in folder.glob("*/index.html"))
    if not made:
        return page("Data docs", "No run has checked anything yet.")
    body = "".join(
        f'<li><a href="/checks/{escape(one)}/index.html">{escape(one)}</a>' for one in made
    )
    return page("Data docs", f"<ul>{body}</ul>", is_html=True)


def listing(name: str, folder: Path) -> str:
    """Return the page of a folder's newest files."""
    files = [path for path in folder.glob("*.*") if path.suffix in (".md", ".log")]
    files.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    rows = "".join(
        f'<tr><td><a href="/{name}/{escape(path.name)}">{escape(path.stem)}</a><td>{_time(path)}'
        for path in files[:_SHOWN_FILES]
    )
    title = {"reports": "Run reports", "logs": "What runs printed"}[name]
    return page(title, f"<table>{rows}</table>" if rows else "<p>None yet.", is_html=True)


def _row(late: LateGroup, dagster: str) -> str:
    shown = "<br>".join(
        f'<a href="{escape(dagster + asset_path(asset))}">{escape(asset)}</a>'
        for asset in late.assets[:_SHOWN_ASSETS]
    )
    more = len(late.assets) - _SHOWN_ASSETS
    last = f"{late.last_made:%Y-%m-%d %H:%M}" if late.last_made else "never"
    group = f"{dagster}/locations/accord/asset-groups/{late.group}"
    return (
        f'<tr><td><a href="{escape(group)}">{escape(late.group)}</a>'
        f'<td>{len(late.assets)} of {late.of}<br><span class="small">{shown}'
        f"{f'<br>and {more} more' if more > 0 else ''}</span>"
        f"<td>{escape(', '.join(late.owners))}<td>{escape(late.due)}<td>{last}"
    )


def _time(path: Path) -> str:
    moment = datetime.fromtimestamp(path.stat().st_mtime, UTC).astimezone()
    return f"{moment:%Y-%m-%d %H:%M}"
