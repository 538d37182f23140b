"""The pages of a publication: `site/` in its folder, opened from disk, in English and in French.

They are made from the published file alone, so that they show its figures and nothing that it has
not; they are part of their version, become current with it and are rolled back with it.
"""

from publishing.site.settings import SITE, SiteSettings
from publishing.site.writing import SiteSummary, made_by_code, page_sizes, write_site

__all__ = [
    "SITE",
    "SiteSettings",
    "SiteSummary",
    "made_by_code",
    "page_sizes",
    "write_site",
]
