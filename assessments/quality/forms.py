"""The forms of quality: why a finding is let stand, and what to look for among a period's findings."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

from assessments.models import Severity
from assessments.quality.rules import RULES
from assessments.quality.selectors.findings import Wanted


class WaiveForm(forms.Form):
    """Letting one finding stand; which one, and on which facts, the page says."""

    rule = forms.CharField(widget=forms.HiddenInput)
    key = forms.CharField(widget=forms.HiddenInput, required=False)
    digest = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Mengapa temuan ini dibiarkan",
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
        error_messages={
            "required": "Tulis mengapa temuan ini dibiarkan, supaya orang lain dapat menilainya.",
            "max_length": "Ringkas alasannya sampai %(limit_value)d huruf; sekarang %(show_value)d.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False


class BoardForm(forms.Form):
    """The filters of a period's findings; what makes no sense is left aside."""

    cari = forms.CharField(label="Instansi atau unit", required=False, max_length=100)
    bobot = forms.ChoiceField(label="Bobot", required=False, choices=[("", "Semua"), *Severity.choices])
    aturan = forms.ChoiceField(
        label="Aturan", required=False, choices=[("", "Semua"), *((rule.code, rule.title) for rule in RULES)]
    )
    keadaan = forms.ChoiceField(
        label="Keadaan",
        required=False,
        choices=[("open", "Terbuka"), ("waived", "Dikesampingkan"), ("all", "Semua")],
    )
    kantor = forms.IntegerField(label="Kantor penilai", required=False, widget=forms.Select)

    def __init__(self, *args: Any, offices: tuple[tuple[int, str], ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        widget = self.fields["kantor"].widget
        assert isinstance(widget, forms.Select)  # noqa: S101 - declared above
        widget.choices = [("", "Semua"), *offices]
        self.helper = FormHelper()
        self.helper.form_tag = False

    @property
    def wanted(self) -> Wanted:
        """What is looked for."""
        self.is_valid()
        said = self.cleaned_data
        state = said.get("keadaan") or "open"
        return Wanted(
            words=said.get("cari", ""),
            severity=said.get("bobot", ""),
            rule=said.get("aturan", ""),
            state="" if state == "all" else state,
            office=said.get("kantor"),
        )
