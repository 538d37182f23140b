"""`accord connect`: what an account can give, and what KPIs will lack."""
