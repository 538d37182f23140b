"""Planning inputs: targets, quotas, costs, rates and calendars, as a finance team's CSV sheets."""
