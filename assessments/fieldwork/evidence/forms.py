"""The forms of evidence: files with what they are about, and why one is withdrawn."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.datastructures import MultiValueDict

from assessments.fieldwork.questions import indicators_at, instrument_at
from assessments.files.kinds import ACCEPT, ACCEPTED_WORDS
from assessments.form_fields import DayField, FilesField, FilesInput
from assessments.models import Evidence, Locus

NO_FILE = "Ambil foto atau pilih berkas dahulu."
FILES = "berkas"
"""The name of every file input: a camera and a chooser may stand side by side."""


def file_help() -> str:
    """What is taken, in words."""
    kinds = f"{ACCEPTED_WORDS[0].upper()}{ACCEPTED_WORDS[1:]}"
    return f"{kinds}; paling besar {settings.UPLOAD_LARGEST_MB} MB setiap berkas."


def _files_field(*, several: bool) -> FilesField:
    return FilesField(
        label="Berkas",
        allow_empty_file=True,  # the check of the content says it better
        widget=FilesInput({"accept": ACCEPT, "multiple": several}),
        help_text=file_help(),
        error_messages={"required": NO_FILE, "missing": NO_FILE, "invalid": NO_FILE},
    )


def _document_day() -> DayField:
    return DayField(
        label="Tanggal dokumen",
        required=False,
        help_text="Tanggal berlakunya dokumen, bukan tanggal unggah. Boleh kosong.",
    )


class _IndicatorsField(forms.MultipleChoiceField):
    def __init__(self, locus: Locus) -> None:
        here = [indicator for _, indicator in indicators_at(locus, instrument_at(locus))]
        super().__init__(
            label="Mendukung indikator",
            choices=[(each.code, f"{each.code} {each.label}") for each in here],
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "required": "Pilih sedikitnya satu indikator yang didukung bukti ini.",
                "invalid_choice": "%(value)s tidak ditanyakan di lokus ini.",
            },
        )


class QuickUploadForm(forms.Form):
    """Files for one indicator, straight from its question: nothing else is asked."""

    berkas = _files_field(several=True)


class UploadForm(forms.Form):
    """Files for one indicator or for many, with what they are."""

    field_order = ("berkas", "title", "effective_on", "indicators")
    title = forms.CharField(
        label="Judul", required=False, max_length=200, help_text="Kosongkan untuk memakai nama berkas."
    )

    def __init__(self, data: Mapping[str, Any] | None = None, files: Any = None, *, locus: Locus) -> None:
        super().__init__(data, files)
        self.fields["berkas"] = _files_field(several=True)
        self.fields["effective_on"] = _document_day()
        self.fields["indicators"] = _IndicatorsField(locus)
        self.order_fields(self.field_order)


class DescribeForm(forms.Form):
    """What a piece of evidence is, from which day, and which indicators it speaks to."""

    title = forms.CharField(label="Judul", max_length=200, error_messages={"required": "Isi judulnya."})

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, locus: Locus, evidence: Evidence, indicators: Sequence[str]
    ) -> None:
        super().__init__(
            data,
            initial={"title": evidence.title, "effective_on": evidence.effective_on, "indicators": list(indicators)},
        )
        self.fields["effective_on"] = _document_day()
        self.fields["indicators"] = _IndicatorsField(locus)


class ReplaceForm(forms.Form):
    """The file that takes the place of the current version."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: MultiValueDict[str, Any] | None = None,
        *,
        effective_on: date | None = None,
    ) -> None:
        super().__init__(data, files, prefix="ganti", initial={"effective_on": effective_on})
        self.fields["berkas"] = _files_field(several=False)
        self.fields["effective_on"] = _document_day()


class WithdrawForm(forms.Form):
    """Why evidence no longer counts."""

    reason = forms.CharField(
        label="Mengapa bukti ini ditarik",
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        error_messages={
            "required": "Tulis alasannya, misalnya: foto dari unit lain.",
            "max_length": "Ringkas alasannya sampai %(limit_value)d huruf; sekarang %(show_value)d.",
        },
    )
