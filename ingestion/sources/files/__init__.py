"""A company's own export, mapped onto the conformed entities by one YAML file."""
