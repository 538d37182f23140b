"""What HubSpot's endpoints read from a request."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import orjson
from starlette.requests import Request

from demo.server.hubspot.errors import Refusal, invalid
from demo.server.hubspot.object_types import ObjectType, find_type

_LONGEST_QUERY = 8000


def object_type(request: Request, name: str = "objectType") -> ObjectType:
    """The object type of a path segment; 400 for a type that does not exist."""
    kind = find_type(request.path_params[name])
    if kind is None:
        raise invalid(f"Unable to infer object type from: {request.path_params[name]}")
    return kind


def names(request: Request, key: str) -> list[str]:
    """A list parameter, given comma-separated or repeated; 414 when the query is too long."""
    if len(request.url.query) > _LONGEST_QUERY:
        raise Refusal(414, "URI_TOO_LONG", "The request's query string is too long")
    texts = request.query_params.getlist(key)
    return [name for text in texts for name in text.split(",") if name]


def flag(request: Request, key: str) -> bool:
    """A boolean parameter, false by default."""
    text = request.query_params.get(key, "false").lower()
    if text not in ("true", "false"):
        raise invalid(f"{key} must be a boolean, not '{text}'")
    return text == "true"


def limit(request: Request, default: int, largest: int) -> int:
    """The page size; 400 when it is out of range."""
    return checked_limit(request.query_params.get("limit", default), largest)


def checked_limit(value: object, largest: int) -> int:
    """A page size from 1 to `largest`."""
    number = whole_number(value, "limit")
    if not 1 <= number <= largest:
        raise invalid(f"Invalid limit {number}: at most {largest} may be requested in one call")
    return number


def offset(request: Request) -> int:
    """Where the page begins, of an `after` that is an offset."""
    return whole_number(request.query_params.get("after", 0), "after")


def whole_number(value: object, name: str) -> int:
    """A parameter that must be a whole number of at least 0."""
    text = str(value)
    if not text.isdecimal():
        raise invalid(f"{name} must be a whole number, not '{text}'")
    return int(text)


def instant(request: Request, key: str) -> datetime | None:
    """A parameter that is an instant, ISO 8601 or milliseconds since 1970."""
    text = request.query_params.get(key)
    if text is None:
        return None
    try:
        if text.isdecimal():
            return datetime.fromtimestamp(int(text) / 1000, UTC)
        # A plus sign that was not escaped arrives as a space.
        read = datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError as error:
        raise invalid(f"{key} must be an ISO 8601 instant, not '{text}'") from error
    return read if read.tzinfo else read.replace(tzinfo=UTC)


async def json_body(request: Request) -> dict[str, Any]:
    """The body as a JSON object; 400 when it is not one."""
    try:
        body = orjson.loads(await request.body())
    except orjson.JSONDecodeError as error:
        raise invalid("Invalid input JSON") from error
    if not isinstance(body, dict):
        raise invalid("Invalid input JSON: an object was expected")
    return body


def inputs(body: dict[str, Any], largest: int) -> list[str]:
    """The ids of a batch request; 400 when there are too many, or none where ids should be."""
    given = body.get("inputs", [])
    if len(given) > largest:
        raise invalid(f"Batch size {len(given)} exceeds the maximum of {largest}")
    try:
        return [str(item["id"]) for item in given]
    except (KeyError, TypeError) as error:
        raise invalid("Some required fields were not set: [id]") from error
