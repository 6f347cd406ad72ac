"""Trials: long runs that kill, race and soak. `TRIAL=short` in CI, `TRIAL=full` by hand; see docs/trials.md."""
