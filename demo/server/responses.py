"""JSON answers, encoded by orjson."""

from __future__ import annotations

from typing import Any

import orjson
from starlette.responses import Response

# Instants are UTC and end in Z, whether or not they carry their zone.
_OPTIONS = orjson.OPT_UTC_Z | orjson.OPT_NAIVE_UTC


class JsonResponse(Response):
    """A JSON answer. `content` is anything that orjson encodes."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        """Encode the body."""
        return orjson.dumps(content, option=_OPTIONS)
