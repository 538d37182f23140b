"""Whose share of records is more than chance and the peers explain: the statistics of integrity.

Pure functions over counts. The dbt model `integrity_excess` calls them; nothing here reads a table.
"""
