"""Simulate the demo company of the environment around its `as_of`, and keep its clock there."""

from orchestration.company.context import refresh_company
from orchestration.company.demo import prepare_world

if __name__ == "__main__":
    prepare_world(refresh_company())
