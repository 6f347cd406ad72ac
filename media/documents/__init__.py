"""Documents: the one way in, what is said of them, their addresses, how their bytes are handed over."""
