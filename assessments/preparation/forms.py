"""The forms of preparation: text to typed values, and how each is laid out."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet

from agencies.models import User
from assessments.files.kinds import ACCEPT
from assessments.form_fields import DayField
from assessments.instruments import Indicator
from assessments.models import ChecklistItem, PreparationFile, SelfAssessment, SelfAssessmentState
from assessments.numbers_in_text import NumberTextError, decimal_from

NOT_APPLICABLE = "na"


class UploadForm(forms.Form):
    """One file, chosen or taken with the camera of a phone; `upload` is whichever came."""

    photo = forms.FileField(
        label="Ambil foto",
        required=False,
        error_messages={"empty": "Foto ini kosong. Ambil sekali lagi."},
        widget=forms.ClearableFileInput({"accept": "image/*", "capture": "environment"}),
    )
    file = forms.FileField(
        label="Pilih berkas",
        required=False,
        help_text="Foto, PDF, atau dokumen Word, Excel, PowerPoint.",
        error_messages={"empty": "Berkas ini kosong. Pilih berkas lain."},
        widget=forms.ClearableFileInput({"accept": ACCEPT}),
    )
    valid_until = DayField(
        label="Berlaku sampai", required=False, help_text="Isi untuk SK atau sertifikat yang ada masanya."
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned["upload"] = cleaned.get("file") or cleaned.get("photo")
        if cleaned["upload"] is None and not self.errors:
            self.add_error("file", "Pilih berkas dahulu, atau ambil foto.")
        return cleaned


class BundleForm(forms.Form):
    bundle = forms.FileField(
        label="Berkas ZIP",
        error_messages={"required": "Pilih berkas ZIP dahulu.", "empty": "Berkas ini kosong. Pilih ZIP lain."},
        widget=forms.ClearableFileInput({"accept": ".zip"}),
    )


class AttachForm(forms.Form):
    """A loose file of a unit and the item it answers; `items` are pairs of a key such as "PR-12.1" and its words."""

    file = forms.ModelChoiceField(
        queryset=PreparationFile.objects.none(),
        error_messages={"required": "Pilih berkasnya.", "invalid_choice": "Berkas ini sudah terpasang."},
    )
    item = forms.ChoiceField(
        label="Butir bukti",
        error_messages={"required": "Pilih butirnya.", "invalid_choice": "Pilih butir dari daftar."},
    )

    def __init__(self, data: Any = None, *, files: QuerySet[PreparationFile], items: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["file"].queryset = files  # type: ignore[attr-defined]  # a field with choices
        self.fields["item"].choices = list(items)  # type: ignore[attr-defined]  # a field with choices


class ReuseForm(forms.Form):
    file = forms.ModelChoiceField(
        label="Berkas unit ini",
        queryset=PreparationFile.objects.none(),
        error_messages={"required": "Pilih berkas.", "invalid_choice": "Pilih berkas dari daftar."},
    )
    valid_until = DayField(label="Berlaku sampai", required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, files: QuerySet[PreparationFile]) -> None:
        super().__init__(data, prefix="reuse")
        self.fields["file"].queryset = files  # type: ignore[attr-defined]  # a field with choices


class LinkForm(forms.Form):
    url = forms.URLField(
        label="Alamat tautan",
        max_length=500,
        assume_scheme="https",
        help_text="Hanya dicatat. Tautan tidak menjadikan butir ini siap.",
        error_messages={"required": "Isi alamatnya.", "invalid": "Tulis alamat lengkap, misalnya https://…"},
    )


class CommentForm(forms.Form):
    text = forms.CharField(
        label="Komentar",
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "Tulis komentarnya."},
    )


class AssignForm(forms.Form):
    owner = forms.ModelChoiceField(
        label="Penanggung jawab", queryset=User.objects.none(), required=False, empty_label="Belum ditentukan"
    )
    due_on = DayField(label="Batas waktu", required=False)
    needs_signature = forms.BooleanField(label="Menunggu tanda tangan pimpinan", required=False)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, owners: Iterable[User], item: ChecklistItem | None
    ) -> None:
        initial = (
            {"owner": item.owner_id, "due_on": item.due_on, "needs_signature": item.needs_signature} if item else {}
        )
        super().__init__(data, initial=initial)
        people = {owner.pk for owner in owners} | ({item.owner_id} if item and item.owner_id else set())
        self.fields["owner"].queryset = User.objects.filter(pk__in=people).order_by(  # type: ignore[attr-defined]
            "full_name"
        )


class JudgeForm(forms.Form):
    ready = forms.TypedChoiceField(choices=[("1", "siap"), ("0", "perlu perbaikan")], coerce=lambda text: text == "1")
    comment = forms.CharField(
        label="Apa yang perlu diperbaiki",
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
        help_text="Wajib bila butir dikembalikan.",
    )


class OwnLevelForm(forms.Form):
    """A unit's own judgement of one indicator: a level, a figure 0-100, or not applicable with the reason."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    note = forms.CharField(
        label="Catatan atau alasan tidak berlaku",
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        indicator: Indicator,
        max_level: int,
        own: SelfAssessment | None,
    ) -> None:
        self.indicator = indicator
        self.is_secondary = "secondary" in indicator.methods
        super().__init__(
            data,
            auto_id=f"{indicator.code}-%s",
            initial={"seen": own.version if own else 0, "note": own.note if own else "", "value": _initial(own)},
        )
        if self.is_secondary:
            self.fields["value"] = forms.CharField(
                label=f"Angka 0 sampai {max_level}",
                error_messages={"required": f"Isi angka 0 sampai {max_level}."},
                widget=forms.TextInput({"inputmode": "decimal"}),
            )
        else:
            self.fields["value"] = forms.ChoiceField(
                choices=[
                    *((str(level), indicator.levels[level]) for level in range(max_level, -1, -1)),
                    (NOT_APPLICABLE, "Tidak berlaku"),
                ],
                widget=forms.RadioSelect,
                error_messages={
                    "required": f"Pilih salah satu tingkat, 0 sampai {max_level}.",
                    "invalid_choice": f"Pilih salah satu tingkat, 0 sampai {max_level}.",
                },
            )

    def clean_value(self) -> Decimal | None:
        text = self.cleaned_data["value"]
        if text == NOT_APPLICABLE:
            return None
        try:
            return decimal_from(text)
        except NumberTextError as error:
            raise forms.ValidationError(str(error)) from error


def _initial(own: SelfAssessment | None) -> str:
    if own is None:
        return ""
    if own.state == SelfAssessmentState.NOT_APPLICABLE or own.value is None:
        return NOT_APPLICABLE
    return f"{own.value.normalize():f}".replace(".", ",")
