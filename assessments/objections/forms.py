"""The forms of the right of reply: what is wrong and what shows it; how it was decided."""

from collections.abc import Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

from assessments.fieldwork.evidence.forms import NO_FILE, file_help
from assessments.files.kinds import ACCEPT
from assessments.form_fields import FilesField, FilesInput
from assessments.instruments import Indicator
from assessments.models import Outcome
from assessments.objections.services import FILES_AT_ONCE

TOO_LONG = "Ringkas sampai %(limit_value)d huruf; sekarang %(show_value)d."


def _files(*, required: bool) -> FilesField:
    return FilesField(
        label=f"Bukti, paling banyak {FILES_AT_ONCE} berkas",
        required=required,
        allow_empty_file=True,
        widget=FilesInput({"accept": ACCEPT, "multiple": True}),
        help_text=file_help(),
        error_messages={"required": NO_FILE, "missing": NO_FILE, "invalid": NO_FILE},
    )


class ObjectionForm(forms.Form):
    """Why a value is wrong, and the files that show it."""

    text = forms.CharField(
        label="Mengapa nilainya keliru menurut instansi Anda",
        max_length=4000,
        widget=forms.Textarea({"rows": 6}),
        help_text="Sebutkan apa yang seharusnya terlihat, di berkas mana, dan sejak kapan berlaku.",
        error_messages={"required": "Tulis mengapa nilainya keliru menurut instansi Anda.", "max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["berkas"] = _files(required=False)
        self.helper = FormHelper()
        self.helper.form_tag = False


class EvidenceForm(forms.Form):
    """More files for an objection."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["berkas"] = _files(required=True)
        self.helper = FormHelper()
        self.helper.form_tag = False


class DecisionForm(forms.Form):
    """How an objection is decided, why, and which level counts from now on."""

    outcome = forms.ChoiceField(
        label="Putusan",
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih putusannya."},
    )
    method = forms.ChoiceField(label="Cara penilaian yang tingkatnya berubah", required=False)
    level = forms.ChoiceField(label="Tingkat yang berlaku", required=False)
    reason = forms.CharField(
        label="Pertimbangan, dibaca instansi",
        max_length=4000,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": "Tulis pertimbangannya; instansi membacanya.", "max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, indicator: Indicator, top: int, methods: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = [(str(level), f"{level}. {indicator.levels.get(level, '')}") for level in range(top, -1, -1)]
        for name, choices in (("method", [("", "Tidak berubah"), *methods.items()]), ("level", [("", "–"), *levels])):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = choices
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("outcome") in {Outcome.UPHELD, Outcome.PARTLY}:
            for name, words in (("method", "Pilih cara penilaiannya."), ("level", "Pilih tingkat yang berlaku.")):
                if not found.get(name):
                    self.add_error(name, words)
        return found
