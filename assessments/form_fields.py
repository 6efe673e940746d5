"""Fields that forms of several rooms share: a day, and files."""

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import MaxValueValidator, MinValueValidator

DATE_ERRORS = {"required": "Isi tanggalnya.", "invalid": "Tulis tanggal sebagai hari/bulan/tahun, misalnya 01/08/2026."}


_YEAR = "Periksa tahunnya: %(show_value)s."
_MEANT = [MinValueValidator(date(1945, 8, 17), _YEAR), MaxValueValidator(date(2100, 12, 31), _YEAR)]
"""No document, visit or last day lies outside these; "0026" is a slip of the finger."""


class DayField(forms.DateField):
    """A day, by the date picker of the browser or typed; a year that nobody can mean is refused."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"],
            error_messages=DATE_ERRORS,
            validators=_MEANT,
            **kwargs,
        )


class FilesInput(forms.ClearableFileInput):
    """A file input that takes several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several, as a list."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        files = data if isinstance(data, list) and data else [data or None]
        return [file for each in files if (file := super(FilesField, self).clean(each, initial))]
