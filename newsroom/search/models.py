"""What the desk can find, and the words stories are spelled with. Readers' search has tables of its own."""

from django.db import models

from .fields import WordsField


class DeskText(models.Model):
    """The words of one working copy, folded. Rows are written by `newsroom.search.index` alone."""

    story = models.BigIntegerField(primary_key=True)
    # Of headline, slugline, names and tags: what slips of the keys are forgiven for.
    title = models.TextField(default="")
    words = WordsField()

    class Meta:
        # An FTS5 table on SQLite and a GIN index on PostgreSQL belong to it; see full_text.py.
        db_table = "search_desktext"


class PhotoText(models.Model):
    """The words of one photo, folded: all that is said of it. Rows are written by `newsroom.search.index` alone."""

    photo = models.BigIntegerField(primary_key=True)
    words = WordsField()

    class Meta:
        # As above.
        db_table = "search_phototext"


class DocumentText(models.Model):
    """The words of one document, folded: all that is said of it. Rows are written by `newsroom.search.index` alone."""

    document = models.BigIntegerField(primary_key=True)
    words = WordsField()

    class Meta:
        # As above.
        db_table = "search_documenttext"


class DeskWord(models.Model):
    """A word that stands in the title of some working copy."""

    word = models.CharField(max_length=60, unique=True)

    class Meta:
        db_table = "search_deskword"


class DeskSlip(models.Model):
    """A word with one letter left out, by which words are found that are one slip away from it.

    A letter too many, too few, another one or two in each other's place: the two words have such a form in common.
    """

    word = models.ForeignKey(DeskWord, models.CASCADE, related_name="slips")
    form = models.CharField(max_length=60)

    class Meta:
        db_table = "search_deskslip"
        constraints = [models.UniqueConstraint(fields=["form", "word"], name="slip_once")]  # words near a word


class ReaderText(models.Model):
    """The words of one issued edition, folded; which editions stand is asked of the editions whenever it is read.

    Rows are written by `newsroom.search.readers` alone.
    """

    edition = models.BigIntegerField(primary_key=True)
    # Of headline, dek, names and tags: what counts most, and what slips of the keys are forgiven for.
    title = models.TextField(default="")
    # What it can be narrowed by, as `readers.mark` writes it: section, tags, names, kind, month, year.
    marks = models.TextField(default="")
    words = WordsField()

    class Meta:
        # As above.
        db_table = "search_readertext"


class ReaderWord(models.Model):
    """A word that stands in the title of some issued edition; whether of one readers have is asked when it is used."""

    word = models.CharField(max_length=60, unique=True)

    class Meta:
        db_table = "search_readerword"


class ReaderSlip(models.Model):
    """A word with one letter left out, as DeskSlip."""

    word = models.ForeignKey(ReaderWord, models.CASCADE, related_name="slips")
    form = models.CharField(max_length=60)

    class Meta:
        db_table = "search_readerslip"
        constraints = [models.UniqueConstraint(fields=["form", "word"], name="reader_slip_once")]  # words near a word
