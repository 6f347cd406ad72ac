"""A story shown to one named person outside, by a link: the only page without an account that reads a working copy."""
