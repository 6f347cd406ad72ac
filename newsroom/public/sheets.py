"""One style sheet a page: what a sheet imports is put into it when static files are collected.

A browser asks for an imported sheet only once it has read the one that imports it, and shows nothing until then.
"""

import re
from pathlib import PurePosixPath

from django.core.files.base import ContentFile, File
from whitenoise.storage import CompressedManifestStaticFilesStorage

WHOLE = "public/paper.css"
_IMPORT = re.compile(r'^@import url\("([^"]+)"\)(?: (\w+))?;\n', re.MULTILINE)
_COMMENT = re.compile(r"/\*.*?\*/\n?", re.DOTALL)


class Whole:
    """A storage that hands out a sheet with its imports in it, and every other file as it is."""

    def __init__(self, storage):
        self.storage = storage

    def __getattr__(self, name: str):
        return getattr(self.storage, name)

    def open(self, name: str, mode: str = "rb") -> File:
        """Open a file of the wrapped storage; a sheet without the remarks that are meant for us."""
        return ContentFile(_COMMENT.sub("", self._whole(PurePosixPath(name))).encode(), name)

    def _whole(self, name: PurePosixPath) -> str:
        with self.storage.open(str(name)) as file:
            return _IMPORT.sub(lambda found: self._part(name.with_name(found[1]), found[2]), file.read().decode())

    def _part(self, name: PurePosixPath, media: str | None) -> str:
        part = self._whole(name)
        return f"@media {media} {{\n{part}}}\n" if media else part


class OneSheet(CompressedManifestStaticFilesStorage):
    """The storage of static files, hashed and compressed; `WHOLE` with its parts in it."""

    def post_process(self, paths, *args, **options):
        if WHOLE in paths:
            storage, name = paths[WHOLE]
            paths = {**paths, WHOLE: (Whole(storage), name)}
        yield from super().post_process(paths, *args, **options)
