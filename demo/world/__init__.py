"""The simulated company: every table that `tables.TABLES` names, over the whole horizon."""
