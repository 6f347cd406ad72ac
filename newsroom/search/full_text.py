"""The index each database searches words by, made after every migration: a rebuilt table loses its triggers unsaid."""

from django.db import connections

_FTS5 = [
    """CREATE VIRTUAL TABLE IF NOT EXISTS search_desktext_fts USING fts5(
        words, content='search_desktext', content_rowid='story', prefix='2 3 4',
        tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* Co'"
    )""",
    """CREATE TRIGGER IF NOT EXISTS search_desktext_in AFTER INSERT ON search_desktext BEGIN
        INSERT INTO search_desktext_fts(rowid, words) VALUES (new.story, new.words);
    END""",
    """CREATE TRIGGER IF NOT EXISTS search_desktext_out AFTER DELETE ON search_desktext BEGIN
        INSERT INTO search_desktext_fts(search_desktext_fts, rowid, words) VALUES ('delete', old.story, old.words);
    END""",
    """CREATE TRIGGER IF NOT EXISTS search_desktext_other AFTER UPDATE OF words ON search_desktext BEGIN
        INSERT INTO search_desktext_fts(search_desktext_fts, rowid, words) VALUES ('delete', old.story, old.words);
        INSERT INTO search_desktext_fts(rowid, words) VALUES (new.story, new.words);
    END""",
]
# Written at once: what waits in a list of its own is read through by every search.
_GIN = ["CREATE INDEX IF NOT EXISTS search_desktext_words ON search_desktext USING gin (words) WITH (fastupdate = off)"]


def make(using: str) -> None:
    """Make what is missing; what is there stays."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for statement in _GIN if connection.vendor == "postgresql" else _FTS5:
            cursor.execute(statement)
