"""Full text, on SQLite and PostgreSQL alike: what is kept to be found, and finding it. It knows no rooms.

Who calls has folded words already (`spelling.py`), so that both databases see the same words: letters or digits
in lower case, with nothing between them.
"""
