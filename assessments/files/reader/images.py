"""Photos and pictures: decoded once, whole, to see that they are what they claim and to make the screen copies."""

import io
import re
import warnings
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from PIL import ExifTags, Image, ImageOps, ImageStat, UnidentifiedImageError

from assessments.files.kinds import HEIC, JPEG, PNG, WEBP
from assessments.files.reader.found import Camera, Copies, Found, RefusedError
from assessments.files.reader.sniffing import refuse_second_kind

FORMATS = {JPEG.media_type: "JPEG", PNG.media_type: "PNG", WEBP.media_type: "WEBP", HEIC.media_type: "HEIF"}
MOST_PIXELS = 40_000_000
MOST_PIXELS_OF_JPEG = 210_000_000
"""A JPEG is decoded at a fraction of its size, so that the photos of the largest telephones pass."""
SCREEN = (1600, 1600)
THUMBNAIL = (360, 360)
_TIME = re.compile(r"^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)$")
_OFFSET = re.compile(r"^[+-]\d\d:\d\d$")


def read_image(content: bytes, media_type: str) -> tuple[Found, Copies]:
    """What a picture is, and its screen copies; RefusedError for what is damaged, too large, or two things at once."""
    refuse_second_kind(content)
    if media_type == HEIC.media_type:
        from pi_heif import register_heif_opener

        register_heif_opener()
    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = None  # our own limit stands below, and answers with a reason
    try:
        with Image.open(io.BytesIO(content), formats=(FORMATS[media_type],)) as picture:
            return _read(picture, media_type)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, IndexError) as error:
        raise RefusedError("damaged") from error


def _read(picture: Image.Image, media_type: str) -> tuple[Found, Copies]:
    width, height = picture.size
    if width * height > (MOST_PIXELS_OF_JPEG if media_type == JPEG.media_type else MOST_PIXELS):
        raise RefusedError("too_many_pixels")
    camera = _camera(picture)
    picture.draft("RGB", SCREEN)
    if picture.width * picture.height > MOST_PIXELS:
        raise RefusedError("too_many_pixels")
    picture.load()
    copies, brightness = screen_copies(picture)
    return Found(media_type, width, height, brightness, camera), copies


def screen_copies(picture: Image.Image) -> tuple[Copies, int]:
    """The copies of a decoded picture, upright and on white, and its mean brightness 0-255."""
    picture.thumbnail(SCREEN)
    upright = ImageOps.exif_transpose(picture)
    if upright.has_transparency_data:
        colours = upright.convert("RGBA")
        flat = Image.new("RGB", colours.size, "white")
        flat.paste(colours, mask=colours.getchannel("A"))
    else:
        flat = upright.convert("RGB")
    small = flat.copy()
    small.thumbnail(THUMBNAIL)
    brightness = int(ImageStat.Stat(small.convert("L")).mean[0])
    return Copies(_jpeg(flat, 80), _jpeg(small, 72)), brightness


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    """JPEG bytes of the pixels alone: nothing that the picture carried beside them is written."""
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)
    written = io.BytesIO()
    bare.save(written, "JPEG", quality=quality, optimize=True, progressive=True)
    return written.getvalue()


def _camera(picture: Image.Image) -> Camera:
    """Time and place of a photo as its EXIF states them; empty where it does not, or not in a readable way."""
    try:
        exif = picture.getexif()
        taken, place = exif.get_ifd(ExifTags.IFD.Exif), exif.get_ifd(ExifTags.IFD.GPSInfo)
    except (OSError, SyntaxError, ValueError, KeyError, TypeError, AttributeError):
        return Camera()
    latitude = _degrees(place, ExifTags.GPS.GPSLatitude, ExifTags.GPS.GPSLatitudeRef, "S", most=90)
    longitude = _degrees(place, ExifTags.GPS.GPSLongitude, ExifTags.GPS.GPSLongitudeRef, "W", most=180)
    if not (latitude and longitude):
        latitude = longitude = ""
    return Camera(_taken_at(taken), latitude, longitude)


def _taken_at(exif: Mapping[int, Any]) -> str:
    parts = _TIME.match(str(exif.get(ExifTags.Base.DateTimeOriginal, "")).strip("\x00 "))
    if parts is None or parts[1] == "0000":
        return ""
    offset = str(exif.get(ExifTags.Base.OffsetTimeOriginal, "")).strip("\x00 ")
    year, month, day, time = parts.groups()
    return f"{year}-{month}-{day}T{time}{offset if _OFFSET.match(offset) else ''}"


def _degrees(place: Mapping[int, Any], value: int, reference: int, negative: str, *, most: int) -> str:
    """Degrees, minutes and seconds as decimal degrees with six places."""
    try:
        degrees, minutes, seconds = (Fraction(each.numerator, each.denominator) for each in place[value])
    except (KeyError, TypeError, ValueError, ZeroDivisionError, AttributeError):
        return ""
    whole = degrees + minutes / 60 + seconds / 3600
    if not 0 <= whole <= most:
        return ""
    millionths = round(whole * 1_000_000)
    sign = "-" if str(place.get(reference, "")).strip("\x00 ") == negative and millionths else ""
    return f"{sign}{millionths // 1_000_000}.{millionths % 1_000_000:06d}"
