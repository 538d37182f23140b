"""What a publication means, written in the formats of BI tools."""

from publishing.bi.meaning import Meaning, read_meaning

__all__ = ["Meaning", "read_meaning"]
