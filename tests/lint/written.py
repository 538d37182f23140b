"""What a statement says word by word: sqlglot's tree has one name for what engines call several."""

from __future__ import annotations

import re
from collections.abc import Iterator

import sqlglot
from sqlglot.tokens import Token, TokenType

from tests.lint.allowed import SPARK, Engine
from tests.lint.violation import Violation

#: Functions that SQL lets one call without parentheses.
BARE_CLOCKS = {"current_date", "current_timestamp", "localtimestamp"}
_WORD = re.compile(r"[a-z_]\w*")
_NO_FUNCTIONS = """
    all and any array as between by case decimal distinct else exists except from group having if in
    inner intersect interval is join like not on or over partition select struct then union using
    values when where with within
"""
_KEYWORDS = frozenset(_NO_FUNCTIONS.split())
_CASTS = {"cast", "try_cast", "safe_cast"}
_SET_OPERATIONS = {TokenType.UNION, TokenType.EXCEPT, TokenType.INTERSECT}
_OPERATORS = {
    TokenType.DCOLON: Violation("cast", "`::` is not portable; write cast(x as type)"),
    TokenType.MOD: Violation("operator", "`%` is not portable; write mod(a, b)"),
    TokenType.DIV: Violation("operator", "`//` is not portable; write floor(a / nullif(b, 0))"),
    TokenType.CARET: Violation("operator", "`^` is not portable; write power(a, b)"),
}


def called_names(sql: str, dialect: str) -> Iterator[str]:
    """Return every function that is called, and every clock, by its name in lower case."""
    tokens = sqlglot.tokenize(sql, dialect=dialect)
    for before, token, following in zip([None, *tokens], tokens, [*tokens[1:], None], strict=False):
        word = token.text.lower()
        is_word = token.token_type is not TokenType.STRING and _WORD.fullmatch(word)
        is_alias = before is not None and before.token_type is TokenType.ALIAS
        is_field = before is not None and before.token_type is TokenType.DOT
        is_call = following is not None and following.token_type is TokenType.L_PAREN
        is_free = is_word and word not in _KEYWORDS and not is_alias and not is_field
        if is_free and (is_call or word in BARE_CLOCKS):
            yield word


def written_types(sql: str, dialect: str) -> Iterator[str]:
    """Return the name of the type of every cast, without its width."""
    opened: list[bool] = []
    before = previous = None
    for token in sqlglot.tokenize(sql, dialect=dialect):
        if token.token_type is TokenType.L_PAREN:
            opened.append(before is not None and before.text.lower() in _CASTS)
        elif token.token_type is TokenType.R_PAREN and opened:
            opened.pop()
        elif previous is TokenType.ALIAS and opened and opened[-1]:
            yield token.text.lower()
        before, previous = token, token.token_type


def refused_words(sql: str, engine: Engine) -> Iterator[Violation]:
    """Return the breaches that are words or signs, not structure."""
    tokens = sqlglot.tokenize(sql, dialect=engine.name)
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        if token.token_type in _OPERATORS:
            yield _OPERATORS[token.token_type]
        elif token.token_type in _SET_OPERATIONS and not _is_all_or_distinct(following):
            yield Violation("union", f"write `{token.text.lower()} all` or `distinct`")
        elif _is_text(token) and _is_text(following):
            yield Violation("text", f"{engine.name} reads '' as two texts: write text(...)")
        elif token.token_type is TokenType.INTERVAL and _is_text(following):
            yield Violation("interval", "BigQuery wants a number: interval 1 day")
        elif token.token_type is TokenType.L_BRACKET and engine is SPARK:
            yield Violation("list", "lists are written differently everywhere: use macros/engine")


def _is_text(token: Token | None) -> bool:
    return token is not None and token.token_type is TokenType.STRING


def _is_all_or_distinct(token: Token | None) -> bool:
    return token is not None and token.token_type in {TokenType.ALL, TokenType.DISTINCT}
