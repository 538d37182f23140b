"""Google's own descriptions, as its client packages ship them: `make contracts` fetches them.

Google Analytics: the discovery document. Google Ads: the messages of a version, read as text, so
that nothing of the packages needs to be imported.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from tests.contracts.openapi import shape_of
from tests.contracts.shapes import problems
from tests.contracts.validator import Contract, Endpoint

_ROOT = Path(__file__).resolve().parents[2]
CLIENTS = Path(os.environ.get("ACCORD_GOOGLE_CLIENTS", _ROOT / ".contracts"))
_FIELD = re.compile(
    r"^    (\w+): [^=]*?= \(?\s*proto\.(Repeated)?Field\(\s*proto\.(\w+)", re.MULTILINE
)
_SHAPES = {"STRING": "string", "BOOL": "boolean", "DOUBLE": "number", "FLOAT": "number"}
_SHAPES |= {"INT64": "string:int64", "INT32": "integer:int32", "ENUM": "string"}


def clients_missing() -> str | None:
    """Why these tests must be skipped, or None."""
    if CLIENTS.is_dir():
        return None
    return f"Google's client packages are not at {CLIENTS} (make contracts)"


def load_discovery(name: str) -> Contract:
    """The contract of a discovery document, such as `analyticsdata.v1beta`."""
    folder = CLIENTS / "googleapiclient" / "discovery_cache" / "documents"
    document = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    named = {name: shape_of(schema, "") for name, schema in document["schemas"].items()}
    return Contract(list(_methods(document, document["parameters"])), named)


def _methods(part: Mapping[str, Any], shared: Mapping[str, Any]) -> Iterator[Endpoint]:
    for method in part.get("methods", {}).values():
        asked = {**shared, **method.get("parameters", {})}
        parameters = {
            (one.get("location", "query"), name): (one["type"], one.get("required", False))
            for name, one in asked.items()
        }
        body = f"<{method['request']['$ref']}>" if "request" in method else None
        responses = {"200": f"<{method['response']['$ref']}>"}
        yield Endpoint(method["httpMethod"], f"/{method['path']}", parameters, responses, body)
    for resource in part.get("resources", {}).values():
        yield from _methods(resource, shared)


class AdsContract(Contract):
    """Google Ads: queries ask for fields that are there, and rows hold what those are."""

    def __init__(self) -> None:
        templates = ("/{version}/customers:listAccessibleCustomers",)
        super().__init__([Endpoint("GET", one, {}, {"200": "object"}) for one in templates])

    def find(self, method: str, path: str) -> Endpoint | None:
        """The endpoint of a request."""
        if method == "POST" and re.fullmatch(r"/v\d+/customers/\d+/googleAds:searchStream", path):
            return Endpoint(method, "/{version}/customers/{id}/googleAds:searchStream", {}, {})
        return super().find(method, path)

    def request_problems(
        self, method: str, path: str, query: Mapping[str, Sequence[str]], body: Any
    ) -> list[str]:
        """Which fields of a query no message has."""
        if method == "GET":
            return super().request_problems(method, path, query, body)
        asked = re.sub(r"'[^']*'", "", body["query"])
        names = set(re.findall(r"\b[a-z_]+\.[a-z_.]+\b", asked))
        version = path.split("/")[1]
        return [f"{path}: no field {name}" for name in sorted(names) if not _kind(version, name)]

    def response_problems(self, method: str, path: str, status: int, body: Any) -> list[str]:
        """Which values of the rows are none of their field's."""
        if method == "GET" or status >= 400:
            return super().response_problems(method, path, status, body)
        version = path.split("/")[1]
        known = {"results", "fieldMask", "requestId", "queryResourceConsumption", "summaryRow"}
        found = [f"{path}: {name} is in no batch" for part in body for name in part.keys() - known]
        for row in (row for part in body for row in part.get("results", ())):
            for resource, values in row.items():
                for name, value in values.items():
                    if name == "resourceName":
                        continue
                    label = f"{_snake(resource)}.{_snake(name)}"
                    kind = _kind(version, label)
                    shape = _SHAPES.get(kind or "", "object")
                    found += (
                        problems(value, shape, f"{path}: {label}", {})
                        if kind
                        else [f"{path}: no field {label}"]
                    )
        return found


def _kind(version: str, label: str) -> str | None:
    """The type of a field, such as `metrics.cost_micros`; None where there is no such field."""
    resource, _, field = label.partition(".")
    if resource not in _fields(version, "services/types/google_ads_service.py", "GoogleAdsRow"):
        return None
    folder = "common" if resource in ("metrics", "segments") else "resources"
    name = "".join(part.title() for part in resource.split("_"))
    return _fields(version, f"{folder}/types/{resource}.py", name).get(field.partition(".")[0])


@cache
def _fields(version: str, file: str, message: str) -> dict[str, str]:
    """Field -> type of one message."""
    path = CLIENTS / "google" / "ads" / "googleads" / version / file
    if not path.is_file():
        return {}
    text = path.read_text(encoding="utf-8")
    body = text.partition(f"\nclass {message}(proto.Message):")[2].partition("\nclass ")[0]
    return {name: kind for name, _repeated, kind in _FIELD.findall(body)}


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])([A-Z])", lambda found: f"_{found[1].lower()}", name)
