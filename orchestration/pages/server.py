"""A small web server beside Dagster's: links of the UI open in a browser, `file://` ones do not.

Read only, on this machine only, and nothing but five folders: data docs, reports, what runs
printed, the documentation, and the published pages. Neither the warehouse nor anything else of the
data folder.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from orchestration.company.context import Company
from orchestration.company.settings import PROJECT_ROOT
from orchestration.pages.late import ask_dagster, lateness
from orchestration.pages.markup import late_page, listing, overview, page, stages
from publishing.site import SITE

#: Shown as text instead of being downloaded.
_AS_TEXT = (".md", ".log")
_MADE_BY = {
    "checks": "A run that checked something writes the data docs.",
    "reports": "Each run writes its report when it ends.",
    "logs": "Each run of `accord run` writes what it printed.",
    "site": "`make docs` writes the documentation.",
    "figures": "A run that publishes writes the pages, unless the profile turns them off.",
}


class _Folder(StaticFiles):
    """A folder that may not be there yet."""

    async def check_config(self) -> None:
        if not Path(str(self.directory)).is_dir():
            raise HTTPException(404)
        await super().check_config()


def folders(company: Company) -> Mapping[str, Path]:
    """Return the folders that are served, by the first part of their addresses."""
    settings = company.settings
    return {
        "checks": settings.docs_dir / "checks",
        "reports": settings.reports_dir,
        "logs": settings.data_dir / "logs",
        "site": PROJECT_ROOT / "data" / "site",
        "figures": settings.published_dir / SITE,
    }


def application(company: Company, dagster: str) -> Starlette:
    """Return the application.

    Args:
        company: whose pages.
        dagster: address of Dagster's web server.
    """
    for suffix in _AS_TEXT:
        mimetypes.add_type("text/plain", suffix)
    served = folders(company)
    # Where a browser finds Dagster, which need not be where this machine does.
    settings = company.settings
    shown = settings.ui_url if "ui_url" in settings.model_fields_set else dagster

    async def start(_request: Request) -> Response:
        return HTMLResponse(overview(company.profile.name, shown))

    async def late(_request: Request) -> Response:
        if not company.clock.is_live:
            return HTMLResponse(late_page(None, shown))
        try:
            nodes = await run_in_threadpool(ask_dagster, dagster)
        except (OSError, ValueError) as error:
            text = f"Dagster does not say what is late: {error}. Is `accord dev` still starting?"
            return HTMLResponse(page("What is late", text), status_code=503)
        return HTMLResponse(late_page(lateness(nodes, company.profile.zone), shown))

    async def newest(request: Request) -> Response:
        name = request.url.path.strip("/")
        return HTMLResponse(listing(name, served[name]))

    async def checks(_request: Request) -> Response:
        return HTMLResponse(stages(served["checks"]))

    async def missing(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        hint = _MADE_BY.get(request.url.path.strip("/").split("/")[0], "")
        return HTMLResponse(page("Not there", f"{request.url.path} is not there. {hint}"), status)

    return Starlette(
        routes=[
            Route("/", start),
            Route("/late", late),
            *(Route(f"/{name}/", newest) for name in ("reports", "logs")),
            Route("/checks/", checks),
            *(
                Mount(f"/{name}", _Folder(directory=folder, html=True, check_dir=False))
                for name, folder in served.items()
            ),
        ],
        exception_handlers={404: missing},
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=_hosts(company))],
    )


def _hosts(company: Company) -> list[str]:
    """Return the names that a request may use: another site's script reaches none of them."""
    return ["127.0.0.1", "localhost", urlsplit(company.settings.page("")).hostname or "localhost"]
