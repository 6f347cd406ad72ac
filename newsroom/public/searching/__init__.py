"""Readers' search: what is asked, what is found of the editions listed at a moment, and how it is shown."""
