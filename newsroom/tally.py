"""Counting how often something was asked for within a while, in the cache, where nothing stays."""

from django.core.cache import cache


def count(key: str, seconds: int) -> int:
    """Count one more under this key and return the sum; it begins anew `seconds` after the first."""
    if cache.add(key, 1, seconds):
        return 1
    try:
        return cache.incr(key)
    except ValueError:  # it expired in between
        cache.set(key, 1, seconds)
        return 1


def counted(key: str) -> int:
    """Return the sum under this key."""
    return cache.get(key, 0)
