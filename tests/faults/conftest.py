"""The companies of tests/end_to_end: what a run without trouble gives."""

from tests.end_to_end.conftest import tiny, world

__all__ = ["tiny", "world"]
