"""The form that takes a filled file."""

from django import forms

MISSING = "Pilih berkas formulir yang sudah diisi (XLSX)."


class FilledForm(forms.Form):
    """One filled file."""

    berkas = forms.FileField(
        label="Formulir yang sudah diisi",
        widget=forms.FileInput({"accept": ".xlsx"}),
        error_messages={"required": MISSING, "empty": MISSING, "missing": MISSING, "invalid": MISSING},
    )
