"""Throttles count in a cache of their own, forgotten after each test."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _empty_cache(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
