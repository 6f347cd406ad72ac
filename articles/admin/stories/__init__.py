"""The story list: what is asked for, the rows that answer it, acts on many, filters that have a name."""
