"""Tokens of the sandbox: anything that begins with `sandbox-` is a valid token."""

from __future__ import annotations

import base64
import binascii

from starlette.requests import Request

_PREFIX = "sandbox-"


def accepted(token: str) -> bool:
    """Whether the sandbox takes the token."""
    return token.startswith(_PREFIX) and len(token) > len(_PREFIX)


def bearer_token(request: Request) -> str:
    """The token of an `Authorization: Bearer` header; '' when there is none."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def basic_password(request: Request) -> str:
    """The password of an `Authorization: Basic` header; '' when there is none or it is broken."""
    scheme, _, encoded = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return ""
    try:
        decoded = base64.b64decode(encoded.strip(), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""
    return decoded.partition(":")[2]
