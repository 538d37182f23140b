"""How data arrives: vendors' APIs and files into the `raw_<source>` schemas of the warehouse."""
