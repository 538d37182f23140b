"""The mini company as a code location: what a test's Dagster loads in the place of the real one."""

from tests.orchestration.mini_company import install

install()

from orchestration.definitions import defs  # noqa: E402 - of the mini company only now

__all__ = ["defs"]
