"""Full text, on SQLite and PostgreSQL alike: what is kept to be found, and finding it. It knows no stories.

Who calls has folded words already (`articles.spelling`), so that both databases see the same words: letters or digits
in lower case, with nothing between them.
"""
