"""Governance: scorecards, exceptions to the rules, released versions of the definitions."""
