"""Why a source could not be read. Messages are for the operator and never hold a secret."""

from __future__ import annotations


class SourceError(Exception):
    """A source could not be read."""


class AuthenticationError(SourceError):
    """The vendor refused the credentials: nothing can be read with them. `body` is what it said."""

    body = ""


class ResponseError(SourceError):
    """The vendor answered with an error (`body`), or with something that is not whole JSON."""

    body = ""

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


class RefusedError(ResponseError):
    """The vendor refuses one thing: the account lacks it, or the credentials its scope.

    Attributes:
        said: the vendor's own words.
    """

    def __init__(self, message: str, status: int, said: str) -> None:
        super().__init__(message, status)
        self.said = said


class MissingFieldError(SourceError):
    """The vendor no longer gives a field that figures are made of."""


class PagingError(SourceError):
    """Pages do not add up: a token came twice, or rows that the vendor counts never came."""


def worded(kind: str, message: str) -> str:
    """Return what Pydantic says of a setting, by the kind of its error, in an operator's words."""
    if kind == "missing":
        return "is not set"
    if kind == "extra_forbidden":
        return "is no setting of this source"
    if kind == "string_pattern_mismatch":
        return f"must be of the form {message.partition('pattern ')[2]}"
    said = message.removeprefix("Value error, ")
    return said.replace("Input should be", "must be").replace("should", "must")
