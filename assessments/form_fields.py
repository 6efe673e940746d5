"""Fields that forms of several rooms share: a day, and files."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

DATE_ERRORS = {"required": "Isi tanggalnya.", "invalid": "Tulis tanggal sebagai hari/bulan/tahun, misalnya 01/08/2026."}


class DayField(forms.DateField):
    """A day, by the date picker of the browser or typed."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"], error_messages=DATE_ERRORS, **kwargs)


class FilesInput(forms.ClearableFileInput):
    """A file input that takes several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several, as a list."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        files = data if isinstance(data, list) and data else [data or None]
        return [file for each in files if (file := super(FilesField, self).clean(each, initial))]
