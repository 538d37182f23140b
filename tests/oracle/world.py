"""What the observers read, each part worked out once."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from pathlib import Path

from company.profile import Profile
from tests.oracle.activity_log import ActivityLog
from tests.oracle.business_calendar import BusinessCalendar
from tests.oracle.deals import Deals
from tests.oracle.identity import Identity
from tests.oracle.mailings import MailingLog
from tests.oracle.people import People
from tests.oracle.support import Support
from tests.oracle.truth import Truth


class World:
    """The company as its systems knew it at the end of a day."""

    def __init__(self, truth_folder: Path, profile: Profile, as_of: date) -> None:
        self.profile = profile
        self.as_of = as_of
        sandbox = profile.sandbox
        self.truth = Truth(truth_folder, as_of, sandbox.portal if sandbox else "full")
        self.people = People(Identity(self.truth, profile))

    @cached_property
    def history_from(self) -> date:
        """The first day of the history: the company's word, else the first day of its quotas.

        The demo company has quotas from its first month on; what it imported is older.
        """
        if self.profile.history_from:
            return self.profile.history_from
        first: date = min(row["period_start_on"] for row in self.truth.rows("quotas"))
        return first

    @cached_property
    def deals(self) -> Deals:
        return Deals(self.people)

    @cached_property
    def support(self) -> Support:
        return Support(self.people)

    @cached_property
    def activities(self) -> ActivityLog:
        return ActivityLog(self.people)

    @cached_property
    def calendar(self) -> BusinessCalendar:
        return BusinessCalendar(self.truth, self.profile)

    @cached_property
    def mailings(self) -> MailingLog:
        return MailingLog(self.people)
