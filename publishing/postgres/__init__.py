"""The second place of a publication: a PostgreSQL database, for the tools that read no file.

The database gets what the file has: the same tables with their descriptions, a key and indexes, and
the restricted tables with row-level security. It is brought from one publication to the next in one
transaction, by the rows that differ: a reader sees the one or the other, and waits for neither.
"""

from publishing.postgres.access import Access, allow, deny, who_may_read
from publishing.postgres.session import PostgresError
from publishing.postgres.transfer import PostgresSummary, held_version, publish_to_postgres

__all__ = [
    "Access",
    "PostgresError",
    "PostgresSummary",
    "allow",
    "deny",
    "held_version",
    "publish_to_postgres",
    "who_may_read",
]
