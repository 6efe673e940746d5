"""The forms of reports: which ones to issue for a period, and why one is withdrawn."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

from agencies.models import Office
from assessments.models import ReportKind
from assessments.reports.kinds import KINDS


class OrderForm(forms.Form):
    """Which reports of a period are to be issued; `offices` are those a person may issue for, none at head office."""

    office = forms.ModelChoiceField(Office.objects.none(), label="Kantor", empty_label=None)
    kinds = forms.MultipleChoiceField(
        label="Laporan yang diterbitkan",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Centang sedikitnya satu jenis laporan."},
    )
    renew = forms.BooleanField(
        label="Ganti juga laporan yang templat, redaksi, atau daftar sarannya sudah berubah", required=False
    )

    def __init__(self, *args: Any, offices: "tuple[Office, ...] | None", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        national = offices is None
        kinds = [kind for kind in ReportKind if kind in KINDS and (national or kind != ReportKind.NATIONAL)]
        choices = self.fields["kinds"]
        assert isinstance(choices, forms.MultipleChoiceField)  # noqa: S101 - declared above
        choices.choices = [(kind.value, kind.label) for kind in kinds]
        choices.initial = [kind.value for kind in kinds]
        if offices is None or len(offices) == 1:
            del self.fields["office"]
        else:
            mine = Office.objects.filter(pk__in=[office.pk for office in offices])
            self.fields["office"].queryset = mine  # type: ignore[attr-defined]
        self.helper = FormHelper()
        self.helper.form_tag = False


class WithdrawalForm(forms.Form):
    """Why a report no longer holds."""

    reason = forms.CharField(
        label="Alasan pencabutan",
        help_text="Dibaca oleh siapa pun yang memeriksa laporan ini. Jangan menulis data pribadi.",
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        error_messages={
            "required": "Tulis alasan pencabutan; alasan ini dibaca oleh siapa pun yang memeriksa laporan.",
            "max_length": "Ringkas alasannya sampai %(limit_value)d huruf; sekarang %(show_value)d.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
