"""Column lists of the world tables, one module per domain."""
