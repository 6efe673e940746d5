"""The forms of the last steps: when results open and to whom, why a decision is taken back, what a correction sets."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from crispy_forms.bootstrap import StrictButton
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone

from agencies.models import AgencyKind
from assessments.instruments import Instrument
from assessments.models import Locus, Period
from assessments.publishing.selectors import WantedOpinions, public_periods
from assessments.results.levels import METHOD_WORDS

OPEN_TO_ALL = "Terbuka juga bagi umum: nilai, zona, dan opini setiap instansi tampil di halaman tanpa masuk"
TOO_LONG = "Ringkas sampai %(limit_value)d huruf; sekarang %(show_value)d."


class PublishForm(forms.Form):
    """From when on agencies read their results, whether everyone does, and why without all of them."""

    at = forms.DateTimeField(
        label="Dibuka sejak",
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M"],
        help_text="Waktu Indonesia Barat. Mulai saat itu instansi dapat membaca hasil dan mengunduh laporannya.",
        error_messages={
            "required": "Isi tanggal dan jamnya.",
            "invalid": "Isi tanggal dan jam, misalnya 16-12-2026 10.00.",
        },
    )
    is_public = forms.BooleanField(label=OPEN_TO_ALL, required=False)
    reason = forms.CharField(
        label="Alasan menerbitkan tanpa hasil yang lengkap",
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"max_length": TOO_LONG},
    )

    def clean_at(self) -> datetime:
        """The moment: today at the earliest, since nobody can have read before, and within a year."""
        at: datetime = self.cleaned_data["at"]
        today = timezone.localdate()
        if not today <= timezone.localtime(at).date() <= today + timedelta(days=365):
            raise forms.ValidationError("Pilih waktu mulai hari ini, paling lama setahun ke depan.")
        return at

    def __init__(self, *args: Any, asks_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_reason:
            del self.fields["reason"]
        self.helper = FormHelper()
        self.helper.form_tag = False


class AdoptForm(forms.Form):
    """Whether the results of an early release are open to everyone too; asked only where they are not yet."""

    is_public = forms.BooleanField(label=OPEN_TO_ALL, required=False)

    def __init__(self, *args: Any, asks_public: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_public:
            del self.fields["is_public"]


class ReopenForm(forms.Form):
    """Why a decision is taken back."""

    reason = forms.CharField(
        label="Mengapa penetapannya dibatalkan",
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Tulis mengapa penetapannya dibatalkan.", "max_length": TOO_LONG},
    )


class CorrectionForm(forms.Form):
    """What a correction sets, and the note that everyone reads; no unit means that no level changes."""

    unit = forms.ChoiceField(
        label="Unit layanan",
        required=False,
        help_text="Kosongkan bila yang berubah hanya tindak lanjut produk Ombudsman; hasil mengikuti daftar itu.",
    )
    indicator = forms.ChoiceField(label="Indikator", required=False)
    method = forms.ChoiceField(label="Cara penilaian", required=False)
    level = forms.ChoiceField(label="Tingkat yang benar", required=False)
    public_note = forms.CharField(
        label="Catatan koreksi, dibaca umum",
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text="Satu dua kalimat: apa yang keliru dan apa yang berubah. Jangan menyebut nama orang.",
        error_messages={"required": "Tulis catatan koreksi; catatan ini dibaca umum.", "max_length": TOO_LONG},
    )
    reason = forms.CharField(
        label="Alasan rinci, hanya dibaca yang menilai (boleh kosong)",
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, loci: Sequence[Locus], instrument: Instrument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.loci = {str(locus.public_id): locus for locus in loci}
        indicators = [(each.code, f"{each.code} {each.label}") for _, each in instrument.indicators]
        top = max(instrument.max_level_of(each) for _, each in instrument.indicators if "secondary" not in each.methods)
        methods = {
            method: METHOD_WORDS[method]
            for _, each in instrument.indicators
            for method in each.methods
            if method not in {"survey", "secondary"}
        }
        self._choices("unit", [(key, locus.unit.name) for key, locus in self.loci.items()], "Tidak ada tingkat berubah")
        self._choices("indicator", indicators, "Pilih indikator")
        self._choices("method", list(methods.items()), "Pilih cara")
        self._choices("level", [(str(level), f"Tingkat {level}") for level in range(top, -1, -1)], "Pilih tingkat")

    def _choices(self, name: str, choices: list[tuple[str, str]], empty: str) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", empty), *choices]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("unit"):
            for name, words in (
                ("indicator", "Pilih indikatornya."),
                ("method", "Pilih cara penilaiannya."),
                ("level", "Pilih tingkat yang benar."),
            ):
                if not found.get(name):
                    self.add_error(name, words)
        return found


class OpinionSearchForm(forms.Form):
    """A part of an agency's name, its kind, a public period; all may stay empty, and a wrong one asks for nothing."""

    cari = forms.CharField(label="Nama instansi", required=False, max_length=100)
    periode = forms.ModelChoiceField(
        label="Periode",
        queryset=Period.objects.none(),
        required=False,
        to_field_name="code",
        empty_label="Semua periode",
    )
    jenis = forms.ChoiceField(label="Jenis instansi", required=False, choices=[("", "Semua"), *AgencyKind.choices])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["periode"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - the field declared above
        field.queryset = public_periods()
        self.helper = FormHelper()
        self.helper.form_method = "get"
        self.helper.form_class = "filters"
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            "cari", "periode", "jenis", StrictButton("Tampilkan", type="submit", css_class="btn-primary")
        )

    @property
    def wanted(self) -> WantedOpinions:
        """What was asked for."""
        if not self.is_valid():
            return WantedOpinions()
        found = self.cleaned_data
        return WantedOpinions(words=found["cari"], kind=found["jenis"], period=found["periode"])
