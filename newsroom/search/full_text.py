"""The index each database searches words by, made after every migration: a rebuilt table loses its triggers unsaid."""

from django.db import connections

# Each table of words, with the column that is its key.
_TABLES = {
    "search_desktext": "story",
    "search_phototext": "photo",
    "search_documenttext": "document",
    "search_readertext": "edition",
}
_FTS5 = [
    """CREATE VIRTUAL TABLE IF NOT EXISTS {table}_fts USING fts5(
        words, content='{table}', content_rowid='{key}', prefix='2 3 4',
        tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* Co'"
    )""",
    """CREATE TRIGGER IF NOT EXISTS {table}_in AFTER INSERT ON {table} BEGIN
        INSERT INTO {table}_fts(rowid, words) VALUES (new.{key}, new.words);
    END""",
    """CREATE TRIGGER IF NOT EXISTS {table}_out AFTER DELETE ON {table} BEGIN
        INSERT INTO {table}_fts({table}_fts, rowid, words) VALUES ('delete', old.{key}, old.words);
    END""",
    """CREATE TRIGGER IF NOT EXISTS {table}_other AFTER UPDATE OF words ON {table} BEGIN
        INSERT INTO {table}_fts({table}_fts, rowid, words) VALUES ('delete', old.{key}, old.words);
        INSERT INTO {table}_fts(rowid, words) VALUES (new.{key}, new.words);
    END""",
]
# Written at once: what waits in a list of its own is read through by every search.
_GIN = ["CREATE INDEX IF NOT EXISTS {table}_words ON {table} USING gin (words) WITH (fastupdate = off)"]


def make(using: str) -> None:
    """Make what is missing; what is there stays."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for table, key in _TABLES.items():
            for statement in _GIN if connection.vendor == "postgresql" else _FTS5:
                cursor.execute(statement.format(table=table, key=key))
