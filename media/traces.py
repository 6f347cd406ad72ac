"""Reading what a camera leaves in a file without being asked: the exact place, the numbers of the devices."""

from contextlib import suppress

from PIL import ExifTags, Image

from newsroom.record.canonical import canonical

from . import metadata, xmp

_DEVICES = {
    "body_serial": ExifTags.Base.BodySerialNumber,
    "lens_serial": ExifTags.Base.LensSerialNumber,
    "camera_owner": ExifTags.Base.CameraOwnerName,
    "image_id": ExifTags.Base.ImageUniqueID,
}
# What reading damaged EXIF raises.
DAMAGED = (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, OverflowError, ZeroDivisionError)


def read(image: Image.Image) -> dict[str, str]:
    """Return place, altitude, serial numbers and the camera's owner, as far as the file tells; damaged blocks do not.

    Latitude and longitude are decimal degrees as text, south and west negative.
    """
    main, rest = metadata.packets(image)
    found = metadata.cleaned({**xmp.read_traces(rest), **xmp.read_traces(main)})
    try:
        tags = image.getexif()
        camera, place = tags.get_ifd(ExifTags.IFD.Exif), tags.get_ifd(ExifTags.IFD.GPSInfo)
    except DAMAGED:
        return found
    for name, number in _DEVICES.items():
        value = camera.get(number, "")
        found |= metadata.cleaned({name: value} if isinstance(value, str) else {})
    return found | _place(place)


def as_text(image: Image.Image) -> str:
    """Return the traces as canonical text; empty when there are none."""
    found = read(image)
    return canonical(found) if found else ""


def _place(gps: dict) -> dict[str, str]:
    found = {}
    for name, value, side in (
        ("latitude", ExifTags.GPS.GPSLatitude, ExifTags.GPS.GPSLatitudeRef),
        ("longitude", ExifTags.GPS.GPSLongitude, ExifTags.GPS.GPSLongitudeRef),
    ):
        try:
            degrees, minutes, seconds = (float(part) for part in gps[value])
            size = degrees + minutes / 60 + seconds / 3600
            found[name] = f"{-size if str(gps[side]).strip(chr(0) + ' ')[:1] in 'SW' else size:.6f}"
        except DAMAGED:
            return {}
    with suppress(*DAMAGED):
        found["altitude"] = f"{float(gps[ExifTags.GPS.GPSAltitude]):.0f} m"
    return found
