"""Whether sources have what they need from the environment: all that is wrong, in one message.

Asked before anything is loaded. Messages name environment variables, never fields of ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from ingestion.errors import SourceError, worded
from ingestion.source_config import SourceConfig, listed

if TYPE_CHECKING:
    from company import Profile

_DOCS = Path(__file__).parents[1] / "docs"


class NotGivenError(SourceError):
    """Sources lack settings, or have such as can't be used; the message names each variable."""


@dataclass(frozen=True)
class Problems:
    """What keeps the settings of one source from being used.

    Attributes:
        says: each problem, with the variable's name.
        page: where making the credentials is described.
    """

    source: str
    says: tuple[str, ...]
    page: str

    @property
    def words(self) -> str:
        """All of it in one line."""
        return f"{self.source}: {'; '.join(self.says)} ({self.page})"


def problems_of(
    name: str, config: type[SourceConfig], profile: Profile, settings: Mapping[str, Any]
) -> Problems | None:
    """Return what is wrong with a source's settings; None where nothing is.

    Args:
        name: the source.
        config: its settings class.
        profile: the company.
        settings: what the environment gives, by field.
    """
    given = {name: value for name, value in settings.items() if value is not None}
    way, missing, wrong = config.lacking(given), list[str](), list[str]()
    try:
        config.build(profile, given)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            place = [str(part) for part in detail["loc"]]
            if detail["type"] == "missing":
                missing.append(place[0])
            elif place or not way:
                said = worded(detail["type"], detail["msg"])
                wrong.append(" ".join([*map(config.known_as, place), said]))
    except ValueError as error:
        wrong.append(str(error))
    if names := listed(map(config.known_as, dict.fromkeys([*missing, *way]))):
        are = "is" if " and " not in names else "are"
        wrong.insert(0, f"{names} {are} not set")
    return Problems(name, tuple(wrong), page_of(name)) if wrong else None


def require_given(
    profile: Profile, sources: Mapping[str, tuple[type[SourceConfig], Mapping[str, Any]]]
) -> None:
    """Refuse settings with which a load would stop before its first request.

    Args:
        profile: the company.
        sources: by name, the settings class of each source, and what the environment gives it.

    Raises:
        NotGivenError: with all that is wrong, of all of them.
    """
    checked = (
        problems_of(name, config, profile, settings) for name, (config, settings) in sources.items()
    )
    problems = [found for found in checked if found is not None]
    if problems:
        names = listed(problem.source for problem in problems)
        lines = "\n".join(f"- {problem.words}" for problem in problems)
        need = "needs" if len(problems) == 1 else "need"
        raise NotGivenError(
            f"the environment does not give what {names} {need}; nothing is loaded:\n{lines}"
        )


def page_of(name: str) -> str:
    """Return the page that says how a source is connected."""
    page = f"connect-{name.replace('_', '-')}.md"
    return f"docs/{page if (_DOCS / page).is_file() else 'settings.md'}"
