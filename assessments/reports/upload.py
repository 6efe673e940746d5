"""A file that is only looked at: its SHA-256 is computed while it arrives, and none of it is kept."""

from hashlib import sha256

from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest

LARGEST = 50 * 1024 * 1024
"""Bytes of the whole request; a report of 40 units has about 2 MB."""


class TooLargeError(Exception):
    """More is being sent than any report holds; nothing of it was read."""

    def __init__(self) -> None:
        super().__init__(f"Berkas terlalu besar untuk sebuah laporan: paling besar {LARGEST // 1024**2} MB.")


class NoFileError(Exception):
    """The form came without a file."""

    def __init__(self) -> None:
        super().__init__("Pilih dahulu berkas PDF laporan yang hendak dicocokkan.")


class _Fingerprint(FileUploadHandler):
    """Lets the bytes of one file pass by."""

    def __init__(self) -> None:
        super().__init__()
        self.digest = sha256()
        self.size = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        del start
        self.digest.update(raw_data)
        self.size += len(raw_data)

    def file_complete(self, file_size: int) -> None:
        del file_size


def fingerprint_of_upload(request: HttpRequest) -> str:
    """The SHA-256 of the file that a form sends; nothing may have read the request before.

    Raises TooLargeError before anything is read, NoFileError.
    """
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        raise TooLargeError
    handler = _Fingerprint()
    request.upload_handlers = [handler]
    request.POST  # noqa: B018 - reading the form sends its file through the handler
    if not handler.size:
        raise NoFileError
    return handler.digest.hexdigest()
