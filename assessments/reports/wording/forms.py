"""The form of a report's words: a field for each place."""

from collections.abc import Mapping, Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

from assessments.reports.wording.preview import Example
from assessments.reports.wording.slots import LONGEST, SLOTS, Slot, mistakes

ROWS_FROM = 90


class SlotField(forms.CharField):
    """The words of one place; what they name is checked."""

    def __init__(self, slot: Slot, text: str) -> None:
        self.slot = slot
        is_long = len(slot.default) > ROWS_FROM
        super().__init__(
            label=slot.label,
            initial=text,
            max_length=LONGEST,
            widget=forms.Textarea({"rows": 4}) if is_long else forms.TextInput(),
            error_messages={
                "required": "Tulis kalimatnya; tempat ini tidak boleh kosong.",
                "max_length": "Ringkas sampai %(limit_value)d huruf; sekarang %(show_value)d.",
            },
        )

    def validate(self, value: Any) -> None:
        super().validate(value)
        found = list(mistakes(self.slot, value))
        if found:
            raise forms.ValidationError(found)


class WordingForm(forms.Form):
    """All places of a kind, why they change, and what to try them on."""

    reason = forms.CharField(
        label="Alasan perubahan",
        max_length=300,
        help_text="Disimpan bersama versinya.",
        error_messages={
            "required": "Tulis mengapa kalimatnya diubah.",
            "max_length": "Ringkas sampai %(limit_value)d huruf; sekarang %(show_value)d.",
        },
    )
    example = forms.ChoiceField(label="Pratinjau dengan data", required=False)

    def __init__(
        self, *args: Any, kind: str, texts: Mapping[str, str], examples: Sequence[Example], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.slots = SLOTS[kind]
        fields = {slot.code: SlotField(slot, texts[slot.code]) for slot in self.slots}
        self.fields = {**fields, **self.fields}
        choices = self.fields["example"]
        assert isinstance(choices, forms.ChoiceField)  # noqa: S101 - declared above
        choices.choices = [(each.key, each.label) for each in examples]
        self.helper = FormHelper()
        self.helper.form_tag = False

    @property
    def texts(self) -> dict[str, str]:
        """The words as they were sent, once they are valid."""
        return {slot.code: self.cleaned_data[slot.code] for slot in self.slots}
