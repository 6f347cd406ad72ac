"""The demo paper's pictures: drawn by code, always the same, as JPEG bytes with their metadata inside."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO

from PIL import Image

from . import boats, columnist, garden, land, people, plate, river, rooms, sea, sheets, town
from .metadata import xmp_packet

SCENES: dict[str, Callable[[], Image.Image]] = {
    "allotment": garden.allotment,
    "bakery-oven": rooms.bakery_oven,
    "bridge": river.bridge,
    "chart-budget": sheets.chart_budget,
    "chart-floods": sheets.chart_floods,
    "columnist": columnist.columnist,
    "council-hall": town.council_hall,
    "ferry": boats.ferry,
    "glass-plate": plate.glass_plate,
    "harbour-dusk": sea.harbour_dusk,
    "harbour-master": people.harbour_master,
    "keeper-portrait": people.keeper_portrait,
    "lifeboat": boats.lifeboat,
    "lighthouse": sea.lighthouse,
    "map": sheets.bay_map,
    "market": river.market,
    "mill": town.mill,
    "pitch": land.pitch,
    "ropewalk": rooms.ropewalk,
    "school": town.school,
    "seagrass": river.seagrass,
    "storm-waves": sea.storm_waves,
    "theatre": rooms.theatre,
    "train": land.train,
    "trawlers-handout": boats.trawlers,
}


@dataclass(frozen=True)
class Record:
    """What is known about a picture: the fields that travel in its file, and why it may be used.

    `rights` is the code of a licence; `credit` is the credit line as printed; `supplier` the name of one;
    `created` an ISO 8601 moment. `archive` says that it is older than the story it stands with.
    """

    name: str
    headline: str
    description: str
    alt: str
    creator: str
    credit: str
    created: str
    rights: str = "own"
    supplier: str = ""
    source: str = "The Marlhithe Lantern"
    copyright: str = "© The Marlhithe Lantern"
    terms: str = ""
    archive: bool = False


def names() -> list[str]:
    """List every picture that can be drawn."""
    return sorted(SCENES)


@cache
def records() -> dict[str, Record]:
    """Read what is known about each picture, by name."""
    table = tomllib.loads((files(__package__) / "records.toml").read_text(encoding="utf-8"))
    return {name: Record(name=name, **fields) for name, fields in table.items()}


def draw(name: str) -> bytes:
    """Draw a picture and return it as JPEG bytes that carry its record as XMP.

    The same name gives the same bytes on the same version of Pillow. Raises KeyError for an unknown name.
    """
    record = records()[name]
    out = BytesIO()
    SCENES[name]().save(out, "JPEG", quality=88, subsampling="4:2:0", dpi=(300, 300), xmp=xmp_packet(record))
    return out.getvalue()
