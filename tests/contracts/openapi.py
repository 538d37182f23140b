"""OpenAPI 3 documents as contracts: their schemas in the compact notation of `shapes`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tests.contracts.validator import Endpoint

_METHODS = ("get", "post")
_SCHEMAS = "#/components/schemas/"


def endpoints_of(document: Mapping[str, Any], prefix: str) -> Iterator[Endpoint]:
    """All reads of a document; `prefix` keeps its types apart from another document's."""
    for template, operations in document["paths"].items():
        for method in _METHODS:
            if method in operations:
                yield _endpoint(method.upper(), template, operations[method], prefix)


def named_of(document: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    """All types of a document, by name."""
    schemas = document.get("components", {}).get("schemas", {})
    return {f"{prefix}{name}": shape_of(schema, prefix) for name, schema in schemas.items()}


def shape_of(schema: Mapping[str, Any], prefix: str) -> Any:
    """One schema as a shape. A set of values is complete here, unlike in the cut files."""
    if "$ref" in schema:
        return f"<{prefix}{schema['$ref'].removeprefix(_SCHEMAS)}>"
    for several in ("oneOf", "anyOf"):
        if several in schema:
            return {"one_of": [shape_of(choice, prefix) for choice in schema[several]]}
    kind = schema.get("type", "object")
    if kind == "array":
        return [shape_of(schema.get("items", {}), prefix)]
    if kind == "object":
        return _object(schema, prefix)
    if values := schema.get("enum"):
        return f"{kind} of {'|'.join(map(str, values))}"
    form = schema.get("format")
    return f"{kind}:{form}" if form else kind


def _object(schema: Mapping[str, Any], prefix: str) -> Any:
    required = set(schema.get("required", ()))
    shape = {
        f"{name}{'!' if name in required else ''}{'?' if inner.get('nullable') else ''}": shape_of(
            inner, prefix
        )
        for name, inner in schema.get("properties", {}).items()
    }
    more = schema.get("additionalProperties")
    if isinstance(more, dict):
        shape["*?" if more.get("nullable") else "*"] = shape_of(more, prefix)
    return shape or "object"


def _endpoint(method: str, template: str, entry: Mapping[str, Any], prefix: str) -> Endpoint:
    parameters = {
        (one["in"], one["name"]): (shape_of(one["schema"], prefix), one.get("required", False))
        for one in entry.get("parameters", ())
    }
    responses = {
        status: shape_of(content["schema"], prefix)
        for status, answer in entry["responses"].items()
        if (content := _content(answer))
    }
    asked = _content(entry.get("requestBody", {}))
    body = shape_of(asked["schema"], prefix) if asked else None
    return Endpoint(method, template, parameters, responses, body)


def _content(part: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """What a request or an answer carries; some documents leave its media type open."""
    content = part.get("content", {})
    found: Mapping[str, Any] | None = content.get("application/json") or content.get("*/*")
    return found
