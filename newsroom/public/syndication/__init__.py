"""Feeds: what one says, and the three forms it is written in."""
