"""Bodies of answers: read within limits, parsed as whole JSON, held to the shape they must have."""

from __future__ import annotations

import json
import time
from typing import Any, Literal

import orjson
from dlt.sources.helpers.requests import Response
from requests.exceptions import ReadTimeout

from ingestion.errors import ResponseError

_CHUNK = 256 * 1024
_SHOWN = 300
_MEGABYTE = 1024 * 1024
_EXPECTED = {
    list: "a list",
    dict: "an object",
    int: "a whole number",
    str: "a text",
    bool: "a yes or no",
}


def read_body(response: Response, megabytes: int, seconds: float) -> None:
    """Read a streamed body, decompressed, into `response.content`.

    Raises:
        ResponseError: it is larger than `megabytes`: trying again would not help.
        ReadTimeout: it takes longer than `seconds`, however steadily it drips.
    """
    started, size = time.monotonic(), 0
    parts: list[bytes] = []
    for part in response.iter_content(_CHUNK):
        size += len(part)
        if size > megabytes * _MEGABYTE:
            response.close()
            raise ResponseError(
                f"the answer is larger than {megabytes} MB; raise the setting MAX_ANSWER_MB of "
                "the source if the vendor is to be trusted with more",
                response.status_code,
            )
        if time.monotonic() - started > seconds:
            response.close()
            raise ReadTimeout(f"the answer had not ended after {seconds:g} s")
        parts.append(part)
    # As `response.content` itself does, without a limit.
    response._content = b"".join(parts)
    response._content_consumed = True


def parse(content: bytes) -> Any:
    """Return the JSON value that `content` is, whole.

    A vendor that cuts texts by length leaves half a character (a lone surrogate) now and then: it
    becomes U+FFFD, as one such text must not keep all others out.

    Raises:
        json.JSONDecodeError: it is not JSON, or nested deeper than any vendor's answer.
    """
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError:
        if rb"\ud" not in content.lower():
            raise
    try:
        return _whole(json.loads(content, parse_constant=_refuse))
    except RecursionError as error:
        raise json.JSONDecodeError("nested too deep", "", 0) from error


def member(body: Any, name: str, kind: type, what: str) -> Any:
    """Return `body[name]`, which must be there and of `kind`.

    Raises:
        ResponseError: it is not: an answer of another shape must never count as one without rows.
    """
    value = body.get(name) if isinstance(body, dict) else None
    # A boolean is an int to Python, and no count.
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise ResponseError(
            f"{what}: the answer has no {name!r} that is {_EXPECTED[kind]}; "
            "the vendor may have changed its API"
        )
    return value


Meaning = Literal["token", "refused", "busy", "error"]


def meaning(status: int, body: Any) -> Meaning:
    """Return what an error answer means, as most vendors have it; `body` is None when no JSON.

    A 403 without words comes from what protects the vendor from too many requests: it is waited
    for, like a 429.
    """
    if status == 429 or status >= 500 or (status == 403 and body is None):
        return "busy"
    if status == 401:
        return "token"
    return "refused" if status in (403, 404) else "error"


def words_of(body: Any, text: str) -> str:
    """Return what an error answer says, in one line: its message, else its text."""
    said = text
    if isinstance(body, dict):
        inner = body.get("error")
        inner = inner if isinstance(inner, dict) else {}
        found = (body.get("message"), inner.get("message"), body.get("description"))
        said = next((one for one in (*found, body.get("error")) if isinstance(one, str)), text)
    line = " ".join(said.split())[:_SHOWN] or "nothing"
    return line if line.endswith((".", "!", "?")) else f"{line}."


def _refuse(constant: str) -> None:
    raise json.JSONDecodeError(f"{constant} is not JSON", "", 0)


def _whole(value: Any) -> Any:
    match value:
        case str():
            return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        case list():
            return [_whole(item) for item in value]
        case dict():
            return {_whole(key): _whole(item) for key, item in value.items()}
    return value
