"""What the data must satisfy: one suite per checked table, run by Great Expectations.

Whether the SQL is right is dbt's to test; whether the data is right is said here.
"""
