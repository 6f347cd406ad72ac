"""Curated fronts: what stands on one, how it is changed by key, how its editions are chained."""
