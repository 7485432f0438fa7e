"""A registry that conforms, and named ways in which it does not: see ../README.md."""
