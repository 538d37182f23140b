"""The causes of a restatement, as the steps that take them in one after the other."""

from __future__ import annotations

#: The causes, in the order in which they are given. The number is the step that takes them in.
CAUSES = {
    "late record": 1,
    "corrected record": 2,
    "merge": 3,
    "deletion": 4,
    "changed rate": 5,
    "new definition": 6,
    "changed target": 7,
}
LATE, CORRECTED, MERGE, DELETION, RATE, DEFINITION, TARGET = range(1, 8)
#: After every step: only the rows of now.
END = 99
