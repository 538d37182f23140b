"""What the site needs beyond the pages of docs/: MkDocs calls these functions (see mkdocs.yml)."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from kpis.dictionary import dictionary_text
from kpis.matrix import matrix_text
from orchestration.company.reference import settings_page, sources_page

ROOT = Path(__file__).parents[1]
#: A relative link of Markdown: `[text](target)` or `[text](target#anchor)`.
_LINK = re.compile(r"\[([^\[\]]*)\]\((?!\w+:)([^)#\s]+)(#[^)\s]*)?\)")


def pages_elsewhere() -> dict[str, str]:
    """Return the pages that are read in their own folder: path in the repository -> in the site."""
    pages = {"CONTRIBUTING.md": "contributing.md", "CHANGELOG.md": "changelog.md"}
    for readme in sorted((ROOT / "ingestion" / "sources").glob("*/README.md")):
        pages[str(readme.relative_to(ROOT))] = f"sources/{readme.parent.name}.md"
    return pages


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Replace each folder in the navigation by its pages."""
    docs = Path(config.docs_dir)
    known = [str(path.relative_to(docs)) for path in docs.rglob("*.md")]
    config.nav = _expanded(config.nav or [], sorted([*known, *pages_elsewhere().values()]))
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Write the pages that come from code; one that is current is left alone."""
    project, docs = ROOT / "dbt_project", Path(config.docs_dir)
    for name, text in (
        ("kpis.md", dictionary_text(project)),
        ("kpi-matrix.md", matrix_text(project / "models" / "metrics")),
        ("settings.md", settings_page()),
        ("sources.md", sources_page()),
    ):
        page = docs / name
        if not page.exists() or page.read_text(encoding="utf-8") != text:
            page.write_text(text, encoding="utf-8")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are read in their own folder."""
    for path, page in pages_elsewhere().items():
        files.append(File.generated(config, page, abs_src_path=str(ROOT / path)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Turn links within the repository into links within the site.

    A link to a file that is no page (a mapping, a module) becomes its text.
    """
    del config, files
    shown = pages_elsewhere()
    here = next((path for path, at in shown.items() if at == page.file.src_uri), None)
    folder = posixpath.dirname(here or f"docs/{page.file.src_uri}")

    def in_site(link: re.Match[str]) -> str:
        text, relative, anchor = link[1], link[2], link[3] or ""
        target = posixpath.normpath(posixpath.join(folder, relative))
        if target not in shown and not target.startswith("docs/") and (ROOT / target).exists():
            return text
        at = shown.get(target, target.removeprefix("docs/"))
        away = posixpath.relpath(at, posixpath.dirname(page.file.src_uri) or ".")
        return f"[{text}]({away}{anchor})"

    return _LINK.sub(in_site, markdown)


def _expanded(entries: list[Any], known: list[str]) -> list[Any]:
    found: list[Any] = []
    for entry in entries:
        if isinstance(entry, dict):
            found.append(
                {
                    title: _expanded(below, known) if isinstance(below, list) else below
                    for title, below in entry.items()
                }
            )
        elif entry.endswith("/"):
            found += [page for page in known if page.startswith(entry)]
        else:
            found.append(entry)
    return found
