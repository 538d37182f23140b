"""A data folder of an earlier release brought up to this one: steps, back-up, report."""
