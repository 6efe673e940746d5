"""The forms around journals."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile

from assessments.offline.carried import Carried, CarriedError, opened

LARGEST_JOURNAL = 110 * 1024 * 1024
"""Bytes of a carried journal; devices split theirs below it."""


class LetGoForm(forms.Form):
    """Why a held event is not used."""

    reason = forms.CharField(
        label="Alasan tidak memakainya",
        max_length=300,
        error_messages={
            "required": "Tulis mengapa isian ini tidak dipakai, misalnya: sudah diisi rekan satu tim.",
            "max_length": "Ringkas alasannya sampai %(limit_value)d huruf; sekarang %(show_value)d.",
        },
    )


class ImportForm(forms.Form):
    """A carried journal and what opens it; `carried` holds it once the form is valid."""

    file = forms.FileField(
        label="Berkas jurnal (.kepatuhan)",
        error_messages={"required": "Pilih berkas yang disimpan dari perangkat lapangan."},
    )
    passphrase = forms.CharField(
        label="Kata sandi berkas",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Isi kata sandi yang dibuat saat berkas disimpan."},
    )
    carried: Carried

    def clean_file(self) -> UploadedFile[bytes]:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_JOURNAL:
            raise forms.ValidationError("Berkas ini lebih besar dari 110 MB. Simpan sekali lagi dari perangkatnya.")
        return file

    def clean(self) -> dict[str, object]:
        found = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                self.carried = opened(found["file"], found["passphrase"])
            except CarriedError as error:
                raise forms.ValidationError(str(error)) from error
        return found
