"""What a scorecard's period says: the findings of `kpi.kpi_reviews`, from values alone.

Pure functions over figures. The dbt model `kpi_reviews` calls them; nothing here reads a table.
"""
