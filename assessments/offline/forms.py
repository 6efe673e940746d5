"""The forms around journals."""

from django import forms


class LetGoForm(forms.Form):
    """Why a held event is not used."""

    reason = forms.CharField(
        label="Alasan tidak memakainya",
        max_length=300,
        error_messages={
            "required": "Tulis mengapa isian ini tidak dipakai, misalnya: sudah diisi rekan satu tim.",
            "max_length": "Ringkas alasannya sampai %(limit_value)d huruf; sekarang %(show_value)d.",
        },
    )
