"""The vendors' contracts as checks of requests and answers.

    contract = load_contract("hubspot")
    contract.request_problems("GET", "/crm/v3/owners", {"limit": ["100"]}, None)
    contract.response_problems("GET", "/crm/v3/owners", 200, body)

Both give a list of lines, empty when all is well. Paths are below the vendor's prefix.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.contracts.shapes import problems

CONTRACTS = Path(__file__).resolve().parents[3] / "shared" / "contracts"
_ABSENT = "the contracts (../shared/contracts) are not there"


def contracts_missing() -> str | None:
    """Why contract tests must be skipped, or None: `pytest.mark.skipif(bool(...), reason=...)`."""
    return None if CONTRACTS.is_dir() else _ABSENT


@dataclass(frozen=True)
class Endpoint:
    """One method and path; parameters by (place, name): type and whether required."""

    method: str
    template: str
    parameters: Mapping[tuple[str, str], tuple[Any, bool]]
    responses: Mapping[str, Any]
    body: Any = None

    @property
    def pattern(self) -> re.Pattern[str]:
        """Matches the paths of the endpoint."""
        parts = re.split(r"(\{\+?\w+\})", self.template.rstrip("/"))
        return re.compile(
            "".join(
                ".+"
                if part.startswith("{+")
                else "[^/]+"
                if part.startswith("{")
                else re.escape(part)
                for part in parts
            )
        )


@dataclass(frozen=True)
class Contract:
    """All endpoints of one vendor."""

    endpoints: Sequence[Endpoint]
    named: Mapping[str, Any] = field(default_factory=dict)

    def find(self, method: str, path: str) -> Endpoint | None:
        """The endpoint of a request: the one with the fewest placeholders that matches."""
        plain = path.removesuffix(".json").rstrip("/")
        found = [
            endpoint
            for endpoint in self.endpoints
            if endpoint.method == method and endpoint.pattern.fullmatch(plain)
        ]
        return min(found, key=lambda endpoint: endpoint.template.count("{"), default=None)

    def request_problems(
        self, method: str, path: str, query: Mapping[str, Sequence[str]], body: Any
    ) -> list[str]:
        """What is wrong with a request. Keys of a body are checked, required ones are not asked
        for: the vendors' descriptions mark as required what their servers default.
        """
        endpoint = self.find(method, path)
        if endpoint is None:
            return [f"{method} {path}: no such endpoint"]
        where = f"{method} {path}"
        found = []
        for name, values in query.items():
            if ("query", name) not in endpoint.parameters:
                found.append(f"{where}: no parameter '{name}'")
                continue
            shape, _ = endpoint.parameters["query", name]
            for value in values:
                found += problems(
                    _read(value, shape), _single(shape), f"{where}?{name}", self.named
                )
        for (place, name), (_, required) in endpoint.parameters.items():
            if place == "query" and required and name not in query:
                found.append(f"{where}: parameter '{name}' is missing")
        if body is not None and endpoint.body is not None:
            found += problems(body, _optional(endpoint.body), f"{where} body", self.named)
        return found

    def response_problems(self, method: str, path: str, status: int, body: Any) -> list[str]:
        """What is wrong with an answer; refusals (4xx, 5xx) are not described and pass."""
        endpoint = self.find(method, path)
        if endpoint is None:
            return [f"{method} {path}: no such endpoint"]
        if status >= 400:
            return []
        if str(status) not in endpoint.responses:
            return [f"{method} {path}: status {status} is not in the contract"]
        shape = endpoint.responses[str(status)]
        return list(problems(body, shape, f"{method} {path}", self.named))


def load_contract(vendor: str) -> Contract:
    """All files of a vendor's folder (`hubspot`, `zendesk`, `ga4`)."""
    endpoints: list[Endpoint] = []
    named: dict[str, Any] = {}
    for path in sorted((CONTRACTS / vendor).glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        named |= document.get("schemas", {})
        for title, entry in document.get("endpoints", {}).items():
            endpoints.append(_endpoint(title, entry))
        for title, entry in document.get("paths", {}).items():
            endpoints.append(_discovered(title, entry))
    return Contract(endpoints, named)


def _endpoint(title: str, entry: Mapping[str, Any]) -> Endpoint:
    method, template = title.split()
    parameters = {}
    for text in entry["params"]:
        place_name, _, shape = text.partition("=")
        place, _, name = place_name.partition(":")
        read = json.loads(shape.replace("'", '"')) if shape.startswith("[") else shape
        parameters[place, name.rstrip("!")] = (read, name.endswith("!"))
    return Endpoint(method, template, parameters, entry["responses"], entry.get("body"))


def _discovered(title: str, entry: Mapping[str, Any]) -> Endpoint:
    """An endpoint of a Google discovery document: bodies are named schemas."""
    method, template = title.split()
    body = f"<{entry['request']}>" if entry.get("request") else None
    return Endpoint(method, template, {}, {"200": f"<{entry['response']}>"}, body)


def _single(shape: Any) -> Any:
    return shape[0] if isinstance(shape, list) else shape


def _read(text: str, shape: Any) -> Any:
    """A query parameter as the value that it represents; unreadable text stays text."""
    base = str(_single(shape)).partition(":")[0]
    if base == "integer" and re.fullmatch(r"-?\d+", text):
        return int(text)
    if base == "boolean" and text in ("true", "false"):
        return text == "true"
    return text


def _optional(shape: Any) -> Any:
    """The shape with nothing required."""
    if isinstance(shape, list):
        return [_optional(item) for item in shape]
    if isinstance(shape, dict):
        return {key.replace("!", ""): _optional(inner) for key, inner in shape.items()}
    return shape
