"""The forms of the follow-up: text to typed values."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from agencies.models import ServiceUnit, User
from assessments.files.kinds import ACCEPT
from assessments.followup.selectors.suggestions import Suggestion
from assessments.followup.services import Finding
from assessments.form_fields import DayField, FilesField, FilesInput
from assessments.models import Recommendation, RecommendationKind

LONGEST = 2000
TOO_LONG = "Ringkas sampai %(limit_value)d huruf; sekarang %(show_value)d."
DUE_HELP = "Hari terakhir instansi mengajukan buktinya."


def _text_field(
    label: str, *, empty: str, required: bool = True, rows: int = 3, help_text: str = ""
) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": rows}),
        help_text=help_text,
        error_messages={"required": empty, "max_length": TOO_LONG},
    )


class ProposalForm(forms.Form):
    """A product of the Ombudsman, from a report by its number or written directly."""

    kind = forms.ChoiceField(label="Jenis", choices=RecommendationKind.choices)
    unit = forms.ModelChoiceField(
        label="Unit layanan",
        queryset=ServiceUnit.objects.none(),
        required=False,
        empty_label="Instansi secara keseluruhan",
        error_messages={"invalid_choice": "Pilih unit dari daftar."},
    )
    source_number = forms.CharField(
        label="Nomor laporan atau surat",
        required=False,
        max_length=80,
        help_text="Misalnya nomor LHP. Kosongkan bila tidak berasal dari laporan.",
        error_messages={"max_length": TOO_LONG},
    )
    text = _text_field("Isi saran", empty="Tulis apa yang perlu diperbaiki.")
    due_on = DayField(label="Batas waktu", required=False, help_text=DUE_HELP)

    def __init__(self, data: Mapping[str, Any] | None = None, *, units: QuerySet[ServiceUnit]) -> None:
        super().__init__(data)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]  # a field with choices


class IssueForm(forms.Form):
    """The head of the office confirms, in other words where needed."""

    text = _text_field("Isi saran", empty="Tulis apa yang perlu diperbaiki.")
    due_on = DayField(label="Batas waktu", help_text=DUE_HELP)

    def __init__(self, data: Mapping[str, Any] | None = None, *, row: Recommendation) -> None:
        super().__init__(data, initial={"text": row.text, "due_on": row.due_on}, prefix="issue")


class DropForm(forms.Form):
    reason = _text_field("Alasan pembatalan", empty="Tulis alasannya.", rows=2)

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, prefix="drop")


class DueForm(forms.Form):
    due_on = DayField(label="Batas waktu baru")
    reason = _text_field("Alasan perubahan", empty="Tulis alasannya.", rows=2)

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, prefix="due")


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic only for the type checker
    """A person by name."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.full_name)


class OwnerForm(forms.Form):
    """Who does it: someone with an account, or a title."""

    owner = PersonField(
        label="Penanggung jawab",
        queryset=User.objects.none(),
        required=False,
        empty_label="Belum ditentukan",
        error_messages={"invalid_choice": "Pilih orang dari daftar."},
    )
    owner_title = forms.CharField(
        label="Atau jabatannya",
        required=False,
        max_length=120,
        help_text="Bila belum punya akun, misalnya Sekretaris Dinas.",
        error_messages={"max_length": TOO_LONG},
    )
    needs_signature = forms.BooleanField(label="Menunggu tanda tangan pimpinan", required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, row: Recommendation, owners: QuerySet[User]) -> None:
        initial = {"owner": row.owner_id, "owner_title": row.owner_title, "needs_signature": row.needs_signature}
        super().__init__(data, initial=initial, prefix="owner")
        self.fields["owner"].queryset = owners  # type: ignore[attr-defined]  # a field with choices


class ProofForm(forms.Form):
    proofs = FilesField(
        label="Berkas bukti",
        allow_empty_file=True,  # the check of the content says it better
        widget=FilesInput({"accept": ACCEPT, "multiple": True}),
        help_text="SK, foto, laporan: PDF, gambar, Word, Excel, atau PowerPoint. Boleh beberapa sekaligus.",
        error_messages=dict.fromkeys(("required", "missing", "invalid"), "Pilih berkas dahulu."),
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label="Alasan",
        max_length=300,
        widget=forms.TextInput,
        error_messages={
            "required": "Tulis mengapa berkas ini ditarik, misalnya: salah berkas.",
            "max_length": TOO_LONG,
        },
    )


class HandInForm(forms.Form):
    note = _text_field(
        "Apa yang sudah dikerjakan",
        empty="",
        required=False,
        rows=2,
        help_text="Boleh kosong bila berkasnya sudah menjelaskan.",
    )


class JudgeForm(forms.Form):
    adequate = forms.TypedChoiceField(
        choices=[("1", "memadai"), ("0", "belum memadai")], coerce=lambda text: text == "1"
    )
    reason = _text_field("Penilaian atas bukti", empty="", required=False, help_text="Wajib bila belum memadai.")

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, prefix="judge")


class SuggestionsForm(forms.Form):
    """The largest losses of a result, each with a box to tick and words to change."""

    kind = forms.ChoiceField(label="Jenis", choices=RecommendationKind.choices)
    due_on = DayField(label="Batas waktu", required=False, help_text=DUE_HELP)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, suggestions: Sequence[Suggestion], due_on: date
    ) -> None:
        super().__init__(data, initial={"due_on": due_on})
        self.suggestions = suggestions
        for number, suggestion in enumerate(suggestions):
            self.fields[f"take-{number}"] = forms.BooleanField(
                label=f"{suggestion.indicator} {suggestion.label}, {suggestion.unit.name}", required=False
            )
            self.fields[f"text-{number}"] = _text_field("Saran", empty="", required=False)
            self.initial[f"text-{number}"] = suggestion.text

    @property
    def rows(self) -> list[tuple[Suggestion, forms.BoundField, forms.BoundField]]:
        """Each suggestion with its box and its words."""
        return [
            (suggestion, self[f"take-{number}"], self[f"text-{number}"])
            for number, suggestion in enumerate(self.suggestions)
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not any(cleaned.get(f"take-{number}") for number in range(len(self.suggestions))):
            raise forms.ValidationError("Centang sedikitnya satu temuan.")
        return cleaned

    @property
    def findings(self) -> list[Finding]:
        """What was ticked, with the words as they stand."""
        return [
            Finding(each.unit, each.indicator, self.cleaned_data[f"text-{number}"])
            for number, each in enumerate(self.suggestions)
            if self.cleaned_data[f"take-{number}"]
        ]


class IssueManyForm(forms.Form):
    """Several proposals confirmed at once, by one last day."""

    chosen = forms.ModelMultipleChoiceField(
        label="Usulan",
        queryset=Recommendation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Centang sedikitnya satu usulan.", "invalid_choice": "Pilih usulan dari daftar."},
    )
    due_on = DayField(label="Batas waktu", help_text=DUE_HELP)

    def __init__(self, data: Mapping[str, Any] | None = None, *, proposals: QuerySet[Recommendation]) -> None:
        super().__init__(data, prefix="issue")
        self.fields["chosen"].queryset = proposals  # type: ignore[attr-defined]  # a field with choices
