"""What the pages know of the company beside its figures."""

from __future__ import annotations

from dataclasses import dataclass

#: The folder of the pages, in a version and beside the published file.
SITE = "site"
LANGUAGES = ("en", "fr")


@dataclass(frozen=True)
class SiteSettings:
    """What the profile says that a page shows.

    Attributes:
        company: its name.
        currency: the reporting currency, an ISO code.
        time_zone: the IANA zone by whose hours tickets are counted.
    """

    company: str
    currency: str
    time_zone: str
