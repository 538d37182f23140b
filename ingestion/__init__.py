"""How data arrives: sources, the REST client set-up and the embedded demo company."""
