"""What is wrong with a definition, said so that its author can fix it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One fault of a metric file: where it is, what it is, how to fix it."""

    file: str
    field: str
    message: str
    fix: str

    def __str__(self) -> str:
        return f"{self.file}: {self.field}: {self.message} -> {self.fix}"


class DefinitionError(Exception):
    """Metric files that cannot be used; `problems` says all that is wrong with them."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        listed = "\n".join(f"  {problem}" for problem in self.problems)
        super().__init__(f"{len(self.problems)} problem(s) in the metric files:\n{listed}")


class CompileError(Exception):
    """The metric files are sound, but dbt or MetricFlow refuses them."""
