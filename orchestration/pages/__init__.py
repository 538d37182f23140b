"""The pages that the UI links to: reports, data docs, what is late, the documentation."""
