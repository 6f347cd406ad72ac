"""Take picture files in, or only say what each says of itself."""

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from django.core.files import File
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from media.judging.limits import MEGABYTE, most_megabytes
from media.judging.verdicts import report
from media.licences import LICENCES
from media.opening import TooBusy, UploadRefused
from media.permissions import may_upload_photo
from media.refusals import too_many_bytes
from media.uploads import accept, said_of
from newsroom.staff.by_email import named_in

# A folder may take hours, and nobody sits before it: what the newsroom has no time for now, it is asked again.
_TRIES, _SECONDS_BETWEEN = 4, 5


class Command(BaseCommand):
    help = "Take pictures in, checked by content; a folder stands for every file in it. What is refused is named."

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE", help="a picture or a folder of them")
        parser.add_argument("--dry-run", action="store_true", help="only say what each file says of itself")
        parser.add_argument("--json", action="store_true", dest="as_json", help="one JSON object a file, one a line")
        parser.add_argument("--by", metavar="EMAIL", help="the member of staff who takes them in")
        parser.add_argument("--credit-line", default="", help="who is owed, where the file does not say")
        parser.add_argument(
            "--licence", default="", choices=["", *LICENCES], metavar="LICENCE", help="what they may be used under"
        )

    def handle(self, *, files, dry_run, as_json, by, credit_line, licence, **options):
        person = None if dry_run else _person(by)
        given = {"credit_line": credit_line, "licence": licence}
        given = {name: value for name, value in given.items() if value}
        paths = list(_all(files))
        failed = False
        for number, path in enumerate(paths, start=1):
            self._show_progress(number, len(paths))
            try:
                line = _patiently(_read, path) if dry_run else _patiently(_taken_in, path, person, given)
            except UploadRefused as refused:
                failed = True
                line = {"file": str(path), "refused": str(refused)}
            self._say(line, as_json)
        if failed:
            sys.exit(1)

    def _show_progress(self, number: int, of: int) -> None:
        """Draw how far it is, where somebody looks and the answer goes elsewhere."""
        if self.stderr.isatty() and not self.stdout.isatty():
            done = 30 * number // of
            self.stderr.write(f"\r[{'#' * done}{'.' * (30 - done)}] {number}/{of}", ending="\n" if number == of else "")

    def _say(self, line: dict, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(line, ensure_ascii=False))
        elif "refused" in line:
            self.stderr.write(f"{line['file']}: {line['refused']}")
        else:
            told = line.get("fields") or {name: value for name, value in line.items() if name != "file"}
            self.stdout.write("\n".join([line["file"], *(f"  {name}: {value}" for name, value in told.items())]))
        self.stdout.flush()


def _person(email: str | None):
    missing = _("Name who takes the pictures in: --by EMAIL. Or only look at them: --dry-run.")
    refused = _("%(name)s may not upload pictures. Name somebody whose role allows it.")
    return named_in(email, missing=missing, may=may_upload_photo, refused=refused)


def _all(names: list[str]) -> Iterator[Path]:
    """Yield the files, a folder's in the order of their names, without those that are hidden."""
    for name in names:
        path = Path(name)
        if path.is_dir():
            inside = (each for each in path.rglob("*") if each.is_file())
            yield from sorted(each for each in inside if not _hidden(each.relative_to(path)))
        else:
            yield path


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _opened(path: Path):
    """Return the file, opened. Raise UploadRefused for one that cannot be, or is larger than any picture may be."""
    try:
        if path.stat().st_size > most_megabytes() * MEGABYTE:
            raise UploadRefused(too_many_bytes(path.name))
        return path.open("rb")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UploadRefused(
            _("“%(name)s” cannot be read (%(reason)s) and was skipped.") % {"name": path.name, "reason": reason}
        ) from error


def _patiently(act: Callable[..., dict], *args) -> dict:
    for _try in range(_TRIES - 1):
        try:
            return act(*args)
        except TooBusy:
            time.sleep(_SECONDS_BETWEEN)
    return act(*args)


def _read(path: Path) -> dict:
    with _opened(path) as file:
        return {"file": str(path), "fields": report(file, path.name)}


def _taken_in(path: Path, person, given: dict) -> dict:
    with _opened(path) as file:
        photo = accept(File(file, path.name), by=person, **given)
    said = {"file": str(path), "photo": str(photo.uid)}
    return said | (
        {"known": said_of(photo)} if photo.recognised else {"said": said_of(photo)} if said_of(photo) else {}
    )
