"""Simulate the demo company of the environment around its `as_of`, and keep its clock there."""

from orchestration.company.context import refresh_company
from orchestration.company.demo import prepare, world_arguments

if __name__ == "__main__":
    prepare(*world_arguments(refresh_company()))
