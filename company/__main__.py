"""`python -m company`: write the profile's defaults where plain dbt reads them."""

from pathlib import Path

from company.project_vars import write_default_vars

if __name__ == "__main__":
    write_default_vars(Path(__file__).parents[1] / "dbt_project" / "dbt_project.yml")
