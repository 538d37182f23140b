"""Write, audit, publish: what BI tools read, whole or not at all.

A publication is a folder `versions/<id>/` that holds `accord.duckdb` and `parquet/`. It becomes
current by two renames: readers of the one before keep their file, new readers get this one.
"""

from publishing.causes import Feeds
from publishing.errors import PublishError
from publishing.healing import Diagnosis, diagnose, heal
from publishing.losses import Comparison
from publishing.publication import PublishSummary, publish
from publishing.versions import Retention, current_version, is_of_run, rollback

__all__ = [
    "Comparison",
    "Diagnosis",
    "Feeds",
    "PublishError",
    "PublishSummary",
    "Retention",
    "current_version",
    "diagnose",
    "heal",
    "is_of_run",
    "publish",
    "rollback",
]
