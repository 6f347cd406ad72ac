"""The live desk: where a story is told in entries, made for a phone first."""
