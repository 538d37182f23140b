"""What was reported when a period was closed, kept for good, and why a figure is another one now.

A close is a folder of files beside the warehouse, written once and never changed: its values, and
the evidence by which a later difference is explained. The warehouse has copies of the values.
"""

from closes.errors import CloseError
from closes.periods import Period, working_day_after
from closes.plan import Plan, plan
from closes.store import Close, Reopening, Store

__all__ = [
    "Close",
    "CloseError",
    "Period",
    "Plan",
    "Reopening",
    "Store",
    "plan",
    "working_day_after",
]
