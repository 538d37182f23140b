"""What is wrong with a definition, said so that its author can fix it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One fault of a metric file: where it is, what it is, how to fix it.

    Attributes:
        file: the file, by its path under the folder of its kind.
        field: what is wrong in it.
        message: what is wrong with that.
        fix: how to put it right.
        rule: name of the rule of governance that it breaks; such a rule knows exceptions.
        line: where the field is in the file, from 1; None where nobody looked.
    """

    file: str
    field: str
    message: str
    fix: str
    rule: str = ""
    line: int | None = None

    @property
    def subject(self) -> str:
        """The id of the KPI or scorecard: a file has its name."""
        return self.file.rpartition("/")[2].removesuffix(".yml")

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.field}: {self.message} -> {self.fix}"


class DefinitionError(Exception):
    """Metric files that cannot be used; `problems` says all that is wrong with them."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        listed = "\n".join(f"  {problem}" for problem in self.problems)
        super().__init__(f"{len(self.problems)} problem(s) in the metric files:\n{listed}")


class CompileError(Exception):
    """The metric files are sound, but dbt or MetricFlow refuses them."""
