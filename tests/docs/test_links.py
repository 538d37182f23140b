"""Relative links of the documentation lead somewhere; every page is in the site's menu."""

from __future__ import annotations

import posixpath
import re
from functools import cache
from pathlib import Path

import pytest
from markdown.extensions.toc import slugify
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    str(path.relative_to(ROOT))
    for pattern in ("*.md", "docs/**/*.md", "ingestion/**/*.md", "demo/**/*.md", ".github/*.md")
    for path in ROOT.glob(pattern)
)
LINK = re.compile(r"\[[^\[\]]*\]\((?!\w+:)([^)#\s]*)(#[^)\s]*)?\)")
CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.MULTILINE | re.DOTALL)


@cache
def anchors(page: str) -> frozenset[str]:
    """The page's anchors: its headings as MkDocs names them, and its own ids."""
    text = re.sub(r"^```.*?^```", "", (ROOT / page).read_text("utf-8"), flags=re.M | re.S)
    headings = re.findall(r"^#+ +(.+?)$", text, re.MULTILINE)
    return frozenset(
        [slugify(re.sub(r"[`*]", "", heading), "-") for heading in headings]
        + re.findall(r'<a id="([^"]+)"', text)
    )


def dead_links(page: str, text: str) -> list[str]:
    dead = []
    for target, anchor in LINK.findall(CODE.sub("", text)):
        there = posixpath.normpath(posixpath.join(posixpath.dirname(page), target))
        there = page if not target else there
        is_lost = there.startswith("..") or not (ROOT / there).exists()
        if is_lost or (anchor and anchor[1:] not in anchors(there)):
            dead.append(target + anchor)
    return dead


@pytest.mark.parametrize("page", PAGES)
def test_no_link_is_dead(page: str) -> None:
    assert dead_links(page, (ROOT / page).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("[here](bi.md)", []),
        ("[here](bi.md#queries), [there](../README.md#two-commands)", []),
        ("[here](no-such-page.md)", ["no-such-page.md"]),
        ("[here](bi.md#no-such-heading)", ["bi.md#no-such-heading"]),
        ("[out](../../elsewhere.md)", ["../../elsewhere.md"]),
        ("`[code](no-such-page.md)`", []),
    ],
)
def test_dead_links_are_found(text: str, dead: list[str]) -> None:
    assert dead_links("docs/example.md", text) == dead


def test_every_page_is_in_the_menu() -> None:
    menu = YAML(typ="safe").load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    entries = set(leaves(menu))
    missing = [
        page
        for page in (path.removeprefix("docs/") for path in PAGES if path.startswith("docs/"))
        if page not in entries and f"{posixpath.dirname(page)}/" not in entries
    ]
    assert missing == [], "name them in mkdocs.yml"


def leaves(menu: object) -> list[str]:
    if isinstance(menu, dict):
        menu = list(menu.values())
    return (
        [leaf for entry in menu for leaf in leaves(entry)]
        if isinstance(menu, list)
        else [str(menu)]
    )
