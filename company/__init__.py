"""Who the company is: its profile, its clock, and the dbt variables made from them.

Imports nothing else of Accord, so that every other package may rely on it.
"""

from company.clock import Clock
from company.loader import ProfileError, load_profile
from company.profile import Profile
from company.variables import dbt_vars

__all__ = ["Clock", "Profile", "ProfileError", "dbt_vars", "load_profile"]
