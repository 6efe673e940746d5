"""What the field's door refuses as a whole; single events are never refused, they wait with a reason."""


class OtherPersonError(Exception):
    """A journal of one person came under the sign-in of another, or from a device that is somebody else's."""


class PieceError(Exception):
    """A piece that does not follow the bytes received so far; `received` says where to go on."""

    def __init__(self, received: int) -> None:
        self.received = received
        super().__init__(f"Lanjutkan dari byte {received}.")


class PieceRefusedError(Exception):
    """A file that will not be taken at all, such as one that is too large."""
