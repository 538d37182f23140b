"""Look at published pages in Chromium; write down what is wrong, as JSON. Runs in .venv-site.

Arguments: the folder of the pages, and Chromium's executable.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

WIDTHS = (390, 834, 1440)
_PAGES = ("index.html", "scorecards/{card}.html", "kpis/revenue.html")


def main(site: Path, executable: str) -> list[str]:
    """Return what is wrong with the pages."""
    card = sorted((site / "scorecards").glob("s*.html"))[0].stem
    names = [name.format(card=card) for name in _PAGES]
    names += [f"analyses/{path.stem}.html" for path in sorted((site / "analyses").glob("*.html"))]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        problems = [
            *_sound(browser, site, names, "light"),
            *_sound(browser, site, [f"fr/{name}" for name in names[: len(_PAGES)]], "dark"),
            *_filters(browser, site / "scorecards" / f"{card}.html"),
            *_language_and_theme(browser, site / "kpis/revenue.html"),
            *_keyboard(browser, site / "index.html"),
            *_print(browser, site / "scorecards" / f"{card}.html"),
            *_same_words(browser, site / "fr/scorecards" / f"{card}.html"),
        ]
        browser.close()
    return problems


def _opened(browser: Browser, path: Path, problems: list[str], **how: object) -> Page:
    page = browser.new_context(**how).new_page()
    page.on("pageerror", lambda error: problems.append(f"{path.name}: {error}"))
    page.on(
        "console",
        lambda said: problems.append(f"{path.name}: {said.text}") if said.type == "error" else None,
    )
    page.on(
        "request",
        lambda asked: (
            problems.append(f"{path.name}: asks for {asked.url}")
            if not asked.url.startswith(("file:", "data:", "blob:"))
            else None
        ),
    )
    page.goto(path.as_uri())
    return page


def _sound(browser: Browser, site: Path, names: list[str], scheme: str) -> Iterator[str]:
    """No error, nothing wider than the screen, no finding of axe; charts are drawn."""
    problems: list[str] = []
    for name in names:
        page = _opened(browser, site / name, problems, color_scheme=scheme)
        for chart in page.locator(".drawn:visible").all():
            chart.scroll_into_view_if_needed()
            chart.locator("svg").wait_for(timeout=60_000)
        problems += [
            f"{name}, {scheme}: {one['id']}: {one['nodes'][0]['html'][:200]}"
            for one in Axe().run(page, options={"preload": False}).response["violations"]
        ]
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                problems.append(f"{name}: {wide} pixels wide on a screen of {width}")
        page.context.close()
    yield from problems


def _filters(browser: Browser, path: Path) -> Iterator[str]:
    problems: list[str] = []
    page = _opened(browser, path, problems)
    first = page.locator(".facts").first
    before = first.inner_text()
    options = page.locator("#slice option").all()
    if len(options) > 1:
        page.select_option("#slice", options[1].get_attribute("value"))
        if first.inner_text() == before:
            problems.append(f"{path.name}: a filter changes nothing")
        page.locator("#filters button").click()
        page.wait_for_timeout(100)
        if first.inner_text() != before:
            problems.append(f"{path.name}: the reset does not bring the first figures back")
    page.context.close()
    yield from problems


def _language_and_theme(browser: Browser, path: Path) -> Iterator[str]:
    problems: list[str] = []
    page = _opened(browser, path, problems, color_scheme="light")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("#theme").click()
    if page.evaluate("getComputedStyle(document.body).backgroundColor") == ground:
        problems.append("the button for light or dark does nothing")
    page.locator("#language").click()
    page.wait_for_url("**/fr/**")
    if page.evaluate("document.documentElement.lang") != "fr" or not page.url.endswith(path.name):
        problems.append(f"French leads to {page.url}")
    page.context.close()
    yield from problems


def _keyboard(browser: Browser, path: Path) -> Iterator[str]:
    """Tab reaches the skip link and the search; arrows walk through what it finds."""
    problems: list[str] = []
    page = _opened(browser, path, problems)
    page.keyboard.press("Tab")
    if page.evaluate("document.activeElement.className") != "skip":
        problems.append("the first Tab does not reach the skip link")
    for _ in range(2):
        page.keyboard.press("Tab")
    if page.evaluate("document.activeElement.id") != "find":
        problems.append("the third Tab does not reach the search")
    page.keyboard.type("reven")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_timeout(1000)
    if "/kpis/" not in page.url:
        problems.append(f"the search leads to {page.url}")
    page.context.close()
    yield from problems


def _print(browser: Browser, path: Path) -> Iterator[str]:
    problems: list[str] = []
    page = _opened(browser, path, problems)
    page.emulate_media(media="print")
    if page.locator("nav").is_visible() or page.locator("#filters").is_visible():
        problems.append("navigation or filters are printed")
    if len(page.pdf()) < 10_000:
        problems.append("nothing is printed")
    page.context.close()
    yield from problems


def _same_words(browser: Browser, path: Path) -> Iterator[str]:
    """What the script writes of each tile's last complete period is what the server wrote."""
    problems: list[str] = []
    page = _opened(browser, path, problems)
    figures = ".value strong, .moved, .reached, .path .what + *"
    words = f"Array.from(tile.querySelectorAll('{figures}')).map(one => one.textContent).join(' ')"
    read = f"Array.from(document.querySelectorAll('.tile')).map(tile => {words})"
    open_ones = dict(enumerate(page.evaluate(read)))
    for option in page.locator("#period option").all()[1:]:
        page.select_option("#period", option.get_attribute("value"))
        found = page.evaluate(read)
        open_ones = {place: text for place, text in open_ones.items() if found[place] != text}
    problems += [f"{path.name}: the script never writes {text}" for text in open_ones.values()]
    page.context.close()
    yield from problems


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), sys.argv[2]), ensure_ascii=False))
