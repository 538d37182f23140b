"""Write the pages of a publication."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb
import orjson
from babel.numbers import get_currency_symbol
from jinja2 import Environment, PackageLoader, StrictUndefined

from publishing.site import pages
from publishing.site.analyses import NAMES, known_slices, read_analyses
from publishing.site.charts import specs
from publishing.site.files import Files
from publishing.site.formats import day, period
from publishing.site.reading import Figures, read
from publishing.site.settings import LANGUAGES, SITE, SiteSettings
from publishing.site.tiles import Wording
from publishing.site.words import words

_HERE = Path(__file__).parent
_CODE = (".py", ".sql", ".j2", ".css", ".js")


@dataclass(frozen=True)
class SiteSummary:
    """What was written: pages in all, files that had to be written, bytes, seconds.

    Attributes:
        pages: HTML pages, of both languages.
        written: files that are new or changed; the others are those of the version before.
        largest: bytes of the largest page with its own data, without what all pages share.
        seconds: how long it took.
    """

    pages: int
    written: int
    largest: int
    seconds: float


def write_site(
    file: Path, folder: Path, before: Path | None, settings: SiteSettings
) -> SiteSummary:
    """Write the pages of the published `file` into the version's `folder`.

    Args:
        file: the published DuckDB file, closed by whoever wrote it.
        folder: of the version that is being built; the pages are in `site/` below it.
        before: folder of the version before, from which files that are the same are linked.
        settings: what the profile says.
    """
    started = time.monotonic()
    with duckdb.connect(str(file), read_only=True) as connection:
        figures = read(connection, settings.time_zone)
        analyses = read_analyses(connection)
    files = Files(folder / SITE, before / SITE if before else None)
    _Writer(files, figures, analyses, settings).write()
    files.finish()
    sizes = page_sizes(folder / SITE)
    return SiteSummary(
        pages=len(sizes),
        written=len(files.written),
        largest=max(sizes.values()),
        seconds=time.monotonic() - started,
    )


def page_sizes(site: Path) -> dict[str, int]:
    """Return the bytes of each page with its own data, without what all pages share."""
    found = {}
    for page in sorted(site.rglob("*.html")):
        name = page.relative_to(site).as_posix()
        data = site / "data" / f"{name.removeprefix('fr/').removesuffix('.html')}.js"
        found[name] = page.stat().st_size + (data.stat().st_size if data.is_file() else 0)
    return found


def made_by_code() -> str:
    """Return what changes with the code, the templates, the styles and scripts of the pages."""
    return hashlib.blake2b(_code(), digest_size=16).hexdigest()


def _code() -> bytes:
    paths = sorted(path for path in _HERE.rglob("*") if path.suffix in _CODE)
    return b"".join(path.read_bytes() for path in paths)


class _Writer:
    def __init__(
        self,
        files: Files,
        figures: Figures,
        analyses: Mapping[str, Sequence[Sequence[Any]]],
        settings: SiteSettings,
    ) -> None:
        self._files = files
        self._figures = figures
        self._analyses = analyses
        self._settings = settings
        self._code = _code()
        self._templates = Environment(
            loader=PackageLoader("publishing.site"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def write(self) -> None:
        self._assets()
        for language in LANGUAGES:
            said = words(language)
            wording = Wording(self._figures, language, said, self._settings.currency)
            self._page(wording, "index", "index", "overview", pages.index(wording))
            for card in self._figures.scorecards:
                found = pages.scorecard(wording, card)
                self._page(
                    wording, f"scorecards/{card}", "scorecard", found["card"]["label"], found
                )
            for kpi in self._figures.catalog:
                self._page(
                    wording, f"kpis/{kpi}", "kpi", wording.label(kpi), pages.kpi(wording, kpi)
                )
            for name in NAMES:
                self._page(
                    wording,
                    f"analyses/{name}",
                    "analysis",
                    said[f"a_{name}"],
                    pages.analysis(wording, name, known_slices(name, self._analyses[name])),
                )
        for name in NAMES:
            content = {"rows": self._analyses[name], "members": self._members()}
            self._data(f"analyses/{name}", content)
        for card in self._figures.scorecards:
            self._data(f"scorecards/{card}", self._of_scorecard(card))
        for kpi in self._figures.catalog:
            self._data(f"kpis/{kpi}", {kpi: self._of_kpi(kpi)})

    def _page(
        self, wording: Wording, name: str, template: str, title: str, found: dict[str, Any]
    ) -> None:
        language = wording.language
        depth = name.count("/") + (language != "en")
        home = "" if language == "en" else f"{language}/"
        other = next(one for one in LANGUAGES if one != language)
        context = {
            **found,
            "lang": language,
            "other": other,
            "twin": f"{'' if other == 'en' else 'fr/'}{name}.html",
            "root": "../" * depth,
            "home": home,
            "page": name,
            "title": wording.words.get(title, title),
            "company": self._settings.company,
            "as_of": day(self._figures.publication["as_of"], language),
            "menu": {
                "scorecards": pages.menu(wording),
                "analyses": [{"id": name, "short": wording.words[f"m_{name}"]} for name in NAMES],
            },
        }
        inputs = orjson.dumps(context, default=str) + self._code
        self._files.put(
            f"{home}{name}.html",
            inputs,
            lambda: (
                self._templates.get_template(f"{template}.html.j2")
                .render(context, w=wording.words)
                .encode()
            ),
        )

    def _members(self) -> Mapping[str, Mapping[str, str]]:
        """Return the names of the members of each filter, by language."""
        return {
            language: {
                f"{dimension}/{one[0]}": one[place]
                for dimension, members in self._figures.members.items()
                for one in members
            }
            for place, language in enumerate(LANGUAGES, start=1)
        }

    def _of_kpi(self, kpi: str) -> Mapping[str, Any]:
        return self._series(kpi, self._figures.series.get(kpi, ()))

    def _of_scorecard(self, card: str) -> Mapping[str, Any]:
        found = {}
        for row in self._figures.scorecards[card]:
            kpi, variant, grain = row["kpi_id"], row["variant"], row["grain"]
            found[pages.key(kpi, variant)] = self._series(
                kpi,
                [
                    one
                    for one in self._figures.series.get(kpi, ())
                    if (one.variant, one.grain) == (variant, grain)
                ],
                variant,
                row["chart"],
            )
        return found

    def _series(
        self, kpi: str, series: Any, variant: str = "", chart: str = "line"
    ) -> Mapping[str, Any]:
        """Return the figures of a KPI as a page's data have them; `site.js` reads them."""
        wording = Wording(self._figures, "en", {}, self._settings.currency)
        reasons: list[tuple[str, str]] = []
        places = {
            grain: {start: place for place, start in enumerate(ends)}
            for grain, ends in self._figures.periods.items()
        }
        row = self._figures.catalog[kpi]
        return {
            "unit": wording.unit(kpi, variant),
            "direction": row["direction"],
            "bars": row["additivity"] == "full",
            "chart": chart,
            "labels": {name: row[f"label_{name}"] for name in LANGUAGES},
            "series": [one.compact(places[one.grain], reasons) for one in series],
            "reasons": reasons,
        }

    def _data(self, name: str, content: Mapping[str, Any]) -> None:
        self._script(f"data/{name}.js", "data", content)

    def _script(self, name: str, variable: str, content: object) -> None:
        text = b"window.accord=window.accord||{};accord." + variable.encode() + b"="
        text += orjson.dumps(content, default=str) + b";\n"
        self._files.copy(name, text)

    def _assets(self) -> None:
        for path in sorted((_HERE / "assets").iterdir()):
            self._files.copy(f"assets/{path.name}", path.read_bytes())
        self._script(
            "assets/words.js",
            "words",
            {
                language: {
                    **words(language),
                    "currency": get_currency_symbol(self._settings.currency, locale=language),
                }
                for language in LANGUAGES
            },
        )
        self._script("assets/specs.js", "specs", specs())
        self._files.put("assets/vega.js", version("vl-convert-python").encode(), _vega)
        self._script("assets/kpis.js", "kpis", self._search_index())
        self._script(
            "assets/periods.js",
            "periods",
            {
                grain: [
                    [
                        f"{start:%Y-%m-%d}",
                        *(period(grain, start, end, language) for language in LANGUAGES),
                    ]
                    for start, end in ends.items()
                ]
                for grain, ends in self._figures.periods.items()
            },
        )
        publication = self._figures.publication
        self._script(
            "assets/publication.js",
            "publication",
            {
                "at": f"{publication['published_at']:%Y-%m-%dT%H:%M:%SZ}",
                "run": str(publication["run_id"])[:8],
            },
        )

    def _search_index(self) -> list[list[str]]:
        return [
            [kpi, *(str(row[f"{field}_{name}"]) for name in LANGUAGES for field in _SEARCHED)]
            for kpi, row in self._figures.catalog.items()
        ]


@cache
def _vega() -> bytes:
    """Return the chart library: it takes seconds, so that it is only made for a new version."""
    import vl_convert

    # Its description of types forgets that the argument may be left out.
    return str(vl_convert.javascript_bundle()).encode()  # type: ignore[call-arg]


_SEARCHED = ("label", "description")
