"""What the reader finds out about a file, or why it refuses it."""

from dataclasses import dataclass


class RefusedError(Exception):
    """The file is not taken; `reason` is the value of a `Refusal`."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Camera:
    """What a photo's EXIF says: local time as ISO text (with its offset where given) and degrees as decimal text."""

    taken_at: str = ""
    latitude: str = ""
    longitude: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The true kind of a file; size in pixels and mean brightness 0-255 for images, 0 and None for others."""

    media_type: str
    width: int = 0
    height: int = 0
    brightness: int | None = None
    camera: Camera = Camera()


@dataclass(frozen=True, slots=True)
class Copies:
    """JPEG copies for the screen, without any metadata: one to read, one for lists. Empty where there is none."""

    screen: bytes = b""
    thumbnail: bytes = b""
