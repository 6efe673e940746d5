"""Contacts pasted from a table, or read from a text file of the same lines."""

from typing import Any

from django import forms
from django.utils import timezone

from agencies.models import ServiceProduct, ServiceUnit
from assessments.contacts.lines import Line, WrongLinesError, lines_from


class ContactsForm(forms.Form):
    """`cleaned_data["lines"]` is the list of contacts read from the text."""

    product = forms.ModelChoiceField(
        label="Produk layanan",
        queryset=ServiceProduct.objects.none(),
        empty_label="Pilih produk",
        error_messages={"required": "Pilih produk layanannya.", "invalid_choice": "Pilih produk dari daftar."},
    )
    lines = forms.CharField(
        label="Nama; nomor telepon; tanggal layanan",
        help_text="Satu orang satu baris. Boleh ditempel langsung dari tabel; tanggal boleh kosong.",
        widget=forms.Textarea({"rows": 6, "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Tempel sedikitnya satu baris: nama; nomor telepon; tanggal layanan."},
    )

    def __init__(self, data: Any = None, *, unit: ServiceUnit) -> None:
        super().__init__(data)
        products = ServiceProduct.objects.filter(unit=unit).order_by("name")
        self.fields["product"].queryset = products  # type: ignore[attr-defined]  # a field with choices

    def clean_lines(self) -> list[Line]:
        try:
            return lines_from(self.cleaned_data["lines"], today=timezone.localdate())
        except WrongLinesError as error:
            raise forms.ValidationError(error.problems) from error
