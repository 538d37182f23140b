"""What an account can give is said before the first load."""

from __future__ import annotations

from typing import Any

from company.profile import Profile
from ingestion.connect import Finding, connect
from tests.ingestion.conftest import AS_OF, Sandbox
