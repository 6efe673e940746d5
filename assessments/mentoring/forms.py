"""The forms of mentoring: text to typed values."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet

from agencies.models import ServiceUnit, User
from assessments.files.kinds import ACCEPT
from assessments.form_fields import DayField, FilesField, FilesInput
from assessments.mentoring.services import Plan
from assessments.models import MentoringSession

TOO_LONG = "Ringkas sampai %(limit_value)d huruf; sekarang %(show_value)d."
HOUR_ERRORS = {"required": "Isi jamnya.", "invalid": "Tulis jam seperti 09.00 atau 13.30."}


def _hour(label: str, **more: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        error_messages=HOUR_ERRORS,
        **more,
    )


class PlanForm(forms.Form):
    title = forms.CharField(
        label="Pokok pendampingan",
        max_length=160,
        error_messages={
            "required": "Tulis pokoknya, misalnya: Standar pelayanan Dinas Sosial.",
            "max_length": TOO_LONG,
        },
    )
    on = DayField(label="Tanggal")
    starts_at = _hour("Mulai pukul")
    ends_at = _hour("Sampai pukul", required=False)
    place = forms.CharField(
        label="Tempat",
        required=False,
        max_length=200,
        help_text="Kosongkan bila hanya daring.",
        error_messages={"max_length": TOO_LONG},
    )
    link = forms.URLField(
        label="Tautan rapat",
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": "Tulis alamat lengkap, misalnya https://…"},
    )
    agenda = forms.CharField(
        label="Agenda",
        max_length=4000,
        widget=forms.Textarea({"rows": 5}),
        help_text="Satu pokok bahasan setiap baris.",
        error_messages={"required": "Tulis agendanya.", "max_length": TOO_LONG},
    )
    letter_number = forms.CharField(
        label="Nomor surat undangan",
        required=False,
        max_length=80,
        help_text="Dari agenda surat kantor; boleh menyusul.",
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, session: MentoringSession | None = None) -> None:
        initial = {name: getattr(session, name) for name in self.base_fields} if session else {}
        super().__init__(data, initial=initial)

    @property
    def plan(self) -> Plan:
        return Plan(**self.cleaned_data)


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic only for the type checker
    """A person by name."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.full_name)


class GuestForm(forms.Form):
    """Someone of one side: by account, or by name."""

    user = PersonField(label="Dari daftar", queryset=User.objects.none(), required=False, empty_label="Tulis nama")
    name = forms.CharField(label="Atau nama", required=False, max_length=120, error_messages={"max_length": TOO_LONG})
    duty = forms.CharField(label="Jabatan", required=False, max_length=120, error_messages={"max_length": TOO_LONG})

    def __init__(self, data: Mapping[str, Any] | None = None, *, people: QuerySet[User]) -> None:
        super().__init__(data, prefix="guest")
        self.fields["user"].queryset = people  # type: ignore[attr-defined]  # a field with choices


class MinutesForm(forms.Form):
    text = forms.CharField(
        label="Notulen",
        max_length=20000,
        widget=forms.Textarea({"rows": 8}),
        error_messages={"required": "Tulis isi notulen.", "max_length": TOO_LONG},
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, session: MentoringSession) -> None:
        super().__init__(data, initial={"text": session.minutes}, prefix="minutes")


class MaterialForm(forms.Form):
    material = FilesField(
        label="Materi",
        allow_empty_file=True,  # the check of the content says it better
        widget=FilesInput({"accept": ACCEPT, "multiple": True}),
        help_text="Paparan, contoh SK, daftar hadir: PDF, gambar, Word, Excel, atau PowerPoint.",
        error_messages=dict.fromkeys(("required", "missing", "invalid"), "Pilih berkas dahulu."),
    )


class ActionForm(forms.Form):
    """Who does what until when."""

    text = forms.CharField(
        label="Yang disepakati",
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "Tulis apa yang disepakati.", "max_length": TOO_LONG},
    )
    due_on = DayField(label="Batas waktu")
    unit = forms.ModelChoiceField(
        label="Unit layanan",
        queryset=ServiceUnit.objects.none(),
        required=False,
        empty_label="Instansi secara keseluruhan",
        error_messages={"invalid_choice": "Pilih unit dari daftar."},
    )
    owner = PersonField(
        label="Penanggung jawab",
        queryset=User.objects.none(),
        required=False,
        empty_label="Belum ditentukan",
        error_messages={"invalid_choice": "Pilih orang dari daftar."},
    )
    owner_title = forms.CharField(
        label="Atau jabatannya", required=False, max_length=120, error_messages={"max_length": TOO_LONG}
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, units: QuerySet[ServiceUnit], owners: QuerySet[User]
    ) -> None:
        super().__init__(data, prefix="action")
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]  # a field with choices
        self.fields["owner"].queryset = owners  # type: ignore[attr-defined]  # a field with choices


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Alasan",
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "Tulis alasannya.", "max_length": TOO_LONG},
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label="Alasan",
        max_length=300,
        error_messages={
            "required": "Tulis mengapa materi ini ditarik, misalnya: salah berkas.",
            "max_length": TOO_LONG,
        },
    )


class DoneForm(forms.Form):
    note = forms.CharField(
        label="Hasilnya",
        max_length=300,
        error_messages={"required": "Tulis hasilnya, misalnya: SK ditetapkan 3 Maret.", "max_length": TOO_LONG},
    )
