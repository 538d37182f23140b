"""When and in what order: settings, Dagster definitions, the command line. No business logic."""

import warnings

#: The release, read by the build too. CHANGELOG.md says what each one changes.
__version__ = "0.2.0"

# Said by a library at every start, about an optional part of it that nothing here uses.
warnings.filterwarnings("ignore", message=r"sqlglot\[rs\] is deprecated", category=UserWarning)
