"""Read pages as a browser and a person do: their text, their links, their data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

_VOID = {"meta", "link", "input", "br", "img", "hr"}


class Page(HTMLParser):
    """One page: its text, the addresses that it names, the language that it says it is in."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.headings: list[int] = []
        self.language = ""
        self.unclosed: list[str] = []
        self._texts: list[str] = []
        self._skipped = 0
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.addresses += [known[name] or "" for name in ("href", "src") if name in known]
        if "id" in known:
            self.ids.append(known["id"] or "")
        if tag == "html":
            self.language = known.get("lang") or ""
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag in ("script", "style"):
            self._skipped += 1
        if tag not in _VOID:
            self.unclosed.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A shape of a picture."""

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._skipped -= 1
        assert self.unclosed and self.unclosed[-1] == tag, (self.path, tag, self.unclosed[-4:])
        self.unclosed.pop()

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self._texts.append(data)

    @property
    def text(self) -> str:
        """All text, with single blanks."""
        return re.sub(r"[ \n]+", " ", " ".join(self._texts))

    def targets(self) -> Iterator[Path]:
        """Yield the files that its links and scripts lead to."""
        for address in self.addresses:
            if not address.startswith(("#", "data:")):
                yield (self.path.parent / address.split("#")[0]).resolve()


def pages(site: Path) -> list[Page]:
    """Return every page of a folder."""
    return [Page(path) for path in sorted(site.rglob("*.html"))]


def data(path: Path) -> Any:
    """Return what a script assigns."""
    found = re.fullmatch(
        r"window\.accord=window\.accord\|\|\{\};accord\.\w+=(.*);\n",
        path.read_text(encoding="utf-8"),
        flags=re.DOTALL,
    )
    assert found, path
    return json.loads(found[1])
