"""Simulate the demo company of the environment around its `as_of`, and keep its clock there.

dbt's project is parsed too: each data folder that begins as this one finds that done.
"""

from orchestration.company.clock import keep_clock
from orchestration.company.context import refresh_company
from orchestration.company.demo import prepare, world_arguments
from orchestration.dbt.manifest import manifest_path

if __name__ == "__main__":
    company = refresh_company()
    keep_clock(company.settings, company.profile, company.clock)
    prepare(*world_arguments(company))
    manifest_path(company)
