"""The forms of review: a seen stage with every decision, what to return and why, when to release."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from assessments.instruments import Indicator
from assessments.numbers_in_text import NumberTextError, decimal_from


class SeenField(forms.CharField):
    """When the stage had last changed on the page that the person decided on."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def clean(self, value: Any) -> datetime | None:
        """The moment; None where the page named none."""
        text = str(super().clean(value))
        found = parse_datetime(text) if text else None
        if text and (found is None or timezone.is_naive(found)):
            raise forms.ValidationError("Periksa lagi halaman ini, lalu putuskan.")
        return found


class SeenForm(forms.Form):
    """A form that knows how the locus stood on the page that its person decided on."""

    seen = SeenField()

    def renew(self, stage_changed_at: datetime) -> None:
        """Let the page that comes back with a mistake count as seen: it shows how the locus stands now."""
        assert isinstance(self.data, QueryDict)  # noqa: S101 - what a request sent
        sent = self.data.copy()
        sent["seen"] = stage_changed_at.isoformat()
        self.data = sent


class ApprovalForm(SeenForm):
    """Approving, with a word if one likes."""

    note = forms.CharField(
        label="Catatan (boleh kosong)",
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"max_length": "Ringkas catatannya sampai %(limit_value)d huruf; sekarang %(show_value)d."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False


class ReturnForm(SeenForm):
    """Sending back: the boxes stand beside the indicators of the page, the reason at its end."""

    indicators = forms.MultipleChoiceField(
        label="Indikator yang dikembalikan",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Centang sedikitnya satu indikator yang perlu diperbaiki.",
            "invalid_choice": "%(value)s tidak ditanyakan di lokus ini.",
        },
    )
    reason = forms.CharField(
        label="Apa yang perlu diperbaiki",
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={
            "required": "Tulis apa yang perlu diperbaiki, supaya tim tahu mengapa lembarnya kembali.",
            "max_length": "Ringkas alasannya sampai %(limit_value)d huruf; sekarang %(show_value)d.",
        },
    )

    def __init__(self, *args: Any, codes: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["indicators"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above
        field.choices = [(code, code) for code in codes]
        self.helper = FormHelper()
        self.helper.form_tag = False

    @property
    def marked(self) -> frozenset[str]:
        """The codes that are ticked."""
        return frozenset(str(code) for code in self["indicators"].value() or ())


class CommentForm(forms.Form):
    """A word on an indicator."""

    text = forms.CharField(
        label="Komentar",
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
        error_messages={
            "required": "Tulis komentarnya.",
            "max_length": "Ringkas komentarnya sampai %(limit_value)d huruf; sekarang %(show_value)d.",
        },
    )


NOT_APPLICABLE = "na"


class ValueForm(SeenForm):
    """A reviewer's own value for one answer, and why: a level of the rubric, or a number for secondary data."""

    reason = forms.CharField(
        label="Mengapa berbeda dari nilai tim",
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={
            "required": "Tulis mengapa nilainya berbeda dari nilai tim.",
            "max_length": "Ringkas alasannya sampai %(limit_value)d huruf; sekarang %(show_value)d.",
        },
    )

    def __init__(self, *args: Any, indicator: Indicator, top: int, is_level: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_level:
            levels = [(str(level), f"{level}. {indicator.levels.get(level, '')}") for level in range(top, -1, -1)]
            self.fields["value"] = forms.ChoiceField(
                label="Tingkat yang tepat",
                choices=[*levels, (NOT_APPLICABLE, "Tidak berlaku")],
                widget=forms.RadioSelect,
                error_messages={"required": "Pilih salah satu tingkat."},
            )
        else:
            self.fields["value"] = forms.CharField(
                label=f"Nilai yang tepat, 0 sampai {top}",
                widget=forms.TextInput({"inputmode": "decimal"}),
                error_messages={"required": "Isi nilainya."},
            )
        self.order_fields(["seen", "value", "reason"])
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean_value(self) -> Decimal | None:
        """The number; None for "tidak berlaku"."""
        text = str(self.cleaned_data["value"])
        if text == NOT_APPLICABLE:
            return None
        try:
            return decimal_from(text)
        except NumberTextError as error:
            raise forms.ValidationError(str(error)) from error
