"""Finding an agency in a list."""

from typing import Any

from django import forms

from agencies.models import AgencyKind, Office


class AgencySearchForm(forms.Form):
    """Words of a name, a kind, an office; everything may stay empty.

    `offices` are the offices to choose from; with none to choose from the field is left out.
    """

    q = forms.CharField(
        label="Cari nama atau kode",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    jenis = forms.ChoiceField(label="Jenis", required=False, choices=[("", "Semua jenis"), *AgencyKind.choices])
    kantor = forms.ChoiceField(label="Kantor penilai", required=False)

    def __init__(self, *args: Any, offices: tuple[Office, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not offices:
            del self.fields["kantor"]
            return
        choices = [("", "Semua kantor"), ("pusat", "Kantor Pusat"), *((each.code, each.name) for each in offices)]
        self.fields["kantor"] = forms.ChoiceField(label="Kantor penilai", required=False, choices=choices)
