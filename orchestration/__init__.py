"""When and in what order: settings, Dagster definitions, the command line. No business logic."""
