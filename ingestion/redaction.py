"""Text without secrets, whatever somebody else put into it.

A vendor may repeat a token in an error, a header or a record. What the process knows as secret is
hidden by its value, in every way that such a value is commonly written: escaped for JSON, Python,
HTML or an address, or within base64, as in a `Basic` header.
"""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl, quote, quote_plus, unquote, urlsplit

HIDDEN = "***"
#: A shorter value looks like ordinary text: hiding it would spoil every message.
SHORTEST = 6
#: Parts of an address or of a document: words and numbers are shorter.
_SHORTEST_PART = 8
#: Never escaped, wherever it is written.
_PLAIN = re.compile(r"[A-Za-z0-9._~-]+")
#: Fields of a credentials document, like that of a Google service account, which are no secret.
_NO_SECRET = ("type", "email", "uri", "url", "project", "domain", "client_id")


@dataclass(frozen=True)
class Redaction:
    """Hides `secrets`: values of settings, also an address or a JSON document with several."""

    secrets: tuple[str, ...] = ()

    def hide(self, text: str) -> str:
        """Return `text`, JSON too, without any secret."""
        for written in self._written:
            if written in text:
                text = text.replace(written, HIDDEN)
        return text

    def hide_in(self, value: Any) -> Any:
        """Return `value` with every text in it hidden: in lists, tuples and mappings too."""
        if isinstance(value, str):
            return self.hide(value)
        if type(value) is dict:
            return {self.hide_in(name): self.hide_in(part) for name, part in value.items()}
        if type(value) in (list, tuple):
            return type(value)(self.hide_in(part) for part in value)
        return value

    def hide_in_answer(self, content: bytes) -> bytes:
        """Return an answer's body without any secret; a look at it is cheap beside parsing it."""
        if not any(mark in content for mark in self._marks):
            return content
        return self.hide(content.decode("utf-8", "surrogateescape")).encode(
            "utf-8", "surrogateescape"
        )

    def hide_in_error(self, error: BaseException) -> None:
        """Take the secrets out of an error and out of all that led to it."""
        seen: set[int] = set()
        waiting: list[BaseException | None] = [error]
        while waiting:
            one = waiting.pop()
            if one is None or id(one) in seen:
                continue
            seen.add(id(one))
            one.args = tuple(self._if_text(part) for part in one.args)
            for name, value in list(vars(one).items()):
                if isinstance(value, str):
                    setattr(one, name, self.hide(value))
            waiting += [one.__cause__, one.__context__]

    def _if_text(self, value: Any) -> Any:
        return self.hide(value) if isinstance(value, str) else value

    @cached_property
    def _written(self) -> tuple[str, ...]:
        """All ways to write all secrets, the longest first: one may be a part of another."""
        ways = {way for secret in self.secrets for part in _parts(secret) for way in _ways(part)}
        return tuple(sorted(ways, key=lambda way: (-len(way), way)))

    @cached_property
    def _marks(self) -> tuple[bytes, ...]:
        """Pieces of which every way to write a secret has one."""
        found: dict[bytes, None] = {}
        for part in (part for secret in self.secrets for part in _parts(secret)):
            longest = max(_PLAIN.findall(part), key=len, default="")
            marks = [longest] if len(longest) >= SHORTEST else list(_ways(part))
            found.update(dict.fromkeys(mark.encode() for mark in (*marks, *_in_base64(part))))
        return tuple(found)


#: What this process hides: what `know` was last called with, and what `keep_secret` added.
_known = Redaction()


def know(secrets: Iterable[str]) -> None:
    """Hide these secrets in this process from now on, and no others."""
    global _known
    _known = Redaction(tuple(secrets))


def keep_secret(secret: str) -> None:
    """Hide one more: a token that was had for another secret, for instance."""
    if secret not in _known.secrets:
        know((*_known.secrets, secret))


def redaction() -> Redaction:
    """Return what this process hides."""
    return _known


def hide(text: str) -> str:
    """Return `text` without any secret that this process knows."""
    return _known.hide(text)


def _parts(secret: str) -> Iterator[str]:
    """Yield a secret, and what is secret in it where it is an address or a document."""
    if len(secret) >= SHORTEST:
        yield secret
    if "://" in secret:
        yield from _parts_of_address(secret)
    elif secret.lstrip().startswith("{"):
        yield from _parts_of_document(secret)


def _parts_of_address(address: str) -> Iterator[str]:
    # Chat services have their tokens in the place of the host and in the path.
    found = urlsplit(address)
    host = found.netloc.rpartition("@")[2]
    parts = [*found.path.split("/"), *(value for _, value in parse_qsl(found.query))]
    if "." not in host and ":" not in host:
        parts.append(host)
    password = unquote(found.netloc.rpartition("@")[0].partition(":")[2])
    yield from (unquote(part) for part in parts if len(part) >= _SHORTEST_PART)
    if len(password) >= SHORTEST:
        yield password


def _parts_of_document(document: str) -> Iterator[str]:
    try:
        fields = json.loads(document)
    except json.JSONDecodeError:
        return
    for name, value in fields.items():
        is_secret = isinstance(value, str) and not any(word in name for word in _NO_SECRET)
        if is_secret and len(value) >= _SHORTEST_PART:
            yield value
            # A private key is shown by its lines, too.
            lines = value.splitlines()
            yield from (line for line in lines[1:-1] if len(line) >= _SHORTEST_PART)


def _ways(secret: str) -> Iterator[str]:
    yield secret
    for is_ascii in (True, False):
        within = json.dumps(secret, ensure_ascii=is_ascii)[1:-1]
        yield within
        # A document is often a text within another one.
        yield json.dumps(within, ensure_ascii=is_ascii)[1:-1]
    yield repr(secret)[1:-1]
    yield html.escape(secret)
    yield quote(secret)
    yield quote(secret, safe="")
    yield quote_plus(secret)
    yield from _in_base64(secret)


def _in_base64(secret: str) -> Iterator[str]:
    """Yield what any base64 text has in it whose plain text has the secret in it.

    Three bytes make four characters, so that it depends on where in a group of three the secret
    begins; the characters that also depend on its neighbours are left out.
    """
    content = secret.encode()
    for before in range(3):
        whole = base64.b64encode(bytes(before) + content).rstrip(b"=").decode()
        first = 0 if before == 0 else before + 1
        last = (before + len(content)) * 8 // 6
        for written in {whole[first:last], whole[first:last].translate(_URL_SAFE)}:
            if len(written) >= _SHORTEST_PART:
                yield written


_URL_SAFE = str.maketrans("+/", "-_")
