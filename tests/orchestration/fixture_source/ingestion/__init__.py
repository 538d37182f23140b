"""Trade fairs: a source that only a test adds."""
