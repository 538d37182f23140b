"""Whether what requirements.lock installs has known vulnerabilities: `make audit`."""
