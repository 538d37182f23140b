"""The embedded demo company: a simulator (`world`) and a local server that answers as vendors do."""
