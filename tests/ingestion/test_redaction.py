"""Secrets are hidden by their value, however they are written."""

from __future__ import annotations

import base64
import html
import json
import pickle
from urllib.parse import quote, quote_plus

import orjson
import pytest

from ingestion.redaction import Redaction

SECRET = "pät/1+\"x'<7f3d2b91"
HIDES = Redaction((SECRET, "short"))

WAYS = [
    SECRET,
    json.dumps({"error": SECRET}),
    orjson.dumps({"error": SECRET}).decode(),
    json.dumps({"said": json.dumps(SECRET)}),
    repr(SECRET),
    html.escape(SECRET),
    f"https://api.example/?key={quote(SECRET)}",
    f"https://api.example/{quote(SECRET, safe='')}",
    quote_plus(SECRET),
    *(base64.b64encode(f"{user}:{SECRET}!".encode()).decode() for user in ("a", "ab", "abc")),
    base64.urlsafe_b64encode(SECRET.encode()).decode(),
]


@pytest.mark.fault(38)
@pytest.mark.parametrize("text", WAYS)
def test_a_secret_is_hidden_in_each_way_it_is_written(text: str) -> None:
    hidden = HIDES.hide(f"before {text} after")
    assert "***" in hidden
    assert "7f3d2b91" not in hidden
    assert hidden.startswith("before ")
    assert hidden.endswith(" after")
    answer = HIDES.hide_in_answer(text.encode())
    assert b"***" in answer
    assert b"7f3d2b91" not in answer


def test_ordinary_text_stays() -> None:
    for text in ("a short word", "", json.dumps({"id": 1})):
        assert HIDES.hide(text) == text
        assert HIDES.hide_in_answer(text.encode()) is not None
        assert HIDES.hide_in_answer(text.encode()) == text.encode()
    assert HIDES.hide_in_answer(b"\xff\xfe no text") == b"\xff\xfe no text"


def test_the_longer_of_two_secrets_goes_first() -> None:
    assert Redaction(("secret-1", "secret-1-and-more")).hide("x secret-1-and-more") == "x ***"


@pytest.mark.parametrize(
    "part", ["T0KENAAAA", "tokenbbbbbb", "p4ssw0rd!", "query-value", "mailto://me:p4ssw0rd!@"]
)
def test_the_secret_parts_of_an_address_are_hidden_alone(part: str) -> None:
    addresses = (
        "slack://T0KENAAAA/tokenbbbbbb/#channel",
        "mailto://me:p4ssw0rd!@mail.example:587/?to=us@mail.example&token=query-value",
    )
    assert "***" in Redaction(addresses).hide(f"refused: {part}")
    assert Redaction(addresses).hide("host mail.example:587") == "host mail.example:587"


def test_each_secret_field_of_a_service_account_is_hidden() -> None:
    key = "-----BEGIN PRIVATE KEY-----\nMIIEvgIBADANBg\nkqhkiG9w0BAQEF\n-----END PRIVATE KEY-----\n"
    account = {
        "type": "service_account",
        "private_key_id": "0123456789abcdef",
        "private_key": key,
        "client_email": "loader@project.iam.example",
    }
    hides = Redaction((json.dumps(account),))
    for shown in (key, "kqhkiG9w0BAQEF", "0123456789abcdef", json.dumps(account)):
        assert "***" in hides.hide(f"no: {shown}")
    assert hides.hide("loader@project.iam.example") == "loader@project.iam.example"


@pytest.mark.fault(38)
def test_an_error_and_what_led_to_it_lose_the_secret() -> None:
    cause = KeyError(SECRET)
    error = ValueError("401", f"for {SECRET}")
    error.address = f"https://x/{SECRET}"  # type: ignore[attr-defined]
    error.__cause__, cause.__cause__ = cause, error
    HIDES.hide_in_error(error)
    assert error.args == ("401", "for ***")
    assert "7f3d2b91" not in f"{pickle.dumps(error)!r} {vars(error)} {cause}"


def test_values_in_values_are_hidden() -> None:
    value = {"a": [SECRET, 1, (SECRET, None)], SECRET: True}
    assert HIDES.hide_in(value) == {"a": ["***", 1, ("***", None)], "***": True}
