"""One folder per source. A folder whose package has a `SPEC` is a source; nothing lists them."""
