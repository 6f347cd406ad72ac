"""A republisher's own feed: what readers have, as far as their terms go, by an address with a key in it."""
