"""The forms of planning: text to typed values; what the rules refuse is added by the view."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils import timezone

from agencies.models import ServiceUnit, User
from assessments.fieldwork.planning.services.periods import Window
from assessments.form_fields import DayField
from assessments.models import InstrumentIssue, Period, TeamMember, Visit, WindowKind

TOO_LONG = "Ringkas sampai %(limit_value)d huruf; sekarang %(show_value)d."


class PeopleField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # generic only for the type checker
    """People as boxes to tick."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.full_name)


class IssueField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic only for the type checker
    """An issue of an instrument, by its title and revision."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title}, revisi {obj.revision}"


class ReasonField(forms.CharField):
    """Why something is done; never empty."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(
            label=label,
            max_length=300,
            widget=forms.Textarea({"rows": 2}),
            error_messages={"required": "Tulis alasannya.", "max_length": TOO_LONG},
            **kwargs,
        )


class PeriodForm(forms.Form):
    """A period's name and the windows of its stages; the instrument and the year are set once, when it is opened."""

    name = forms.CharField(
        label="Nama periode",
        max_length=120,
        error_messages={"required": "Isi nama periode, misalnya Opini Ombudsman 2027.", "max_length": TOO_LONG},
    )
    year = forms.IntegerField(
        label="Tahun penilaian",
        min_value=2013,
        max_value=2100,
        error_messages={"required": "Isi tahunnya.", "invalid": "Tulis tahun dengan empat angka."},
    )
    issue = IssueField(
        label="Instrumen",
        queryset=InstrumentIssue.objects.none(),
        empty_label="Pilih instrumen",
        error_messages={"required": "Pilih instrumen periode ini."},
        help_text="Instrumen tidak dapat diganti setelah periode dibuat.",
    )

    def __init__(self, *args: Any, period: Period | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if period is not None:
            del self.fields["issue"], self.fields["year"]
            self.initial = {"name": period.name, **self.initial}
        else:
            issues = self.fields["issue"]
            assert isinstance(issues, forms.ModelChoiceField)  # noqa: S101 - the field declared above
            issues.queryset = InstrumentIssue.objects.defer("content").order_by("-code", "-revision")
        there = {window.kind: window for window in period.windows.all()} if period else {}
        for kind in WindowKind:
            window = there.get(kind)
            starts = DayField(label="Mulai", required=False, initial=window.starts_on if window else None)
            ends = DayField(label="Sampai", required=False, initial=window.ends_on if window else None)
            self.fields[start_of(kind)], self.fields[end_of(kind)] = starts, ends

    @property
    def window_fields(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """The stages with their two fields, in the order in which they run."""
        return [(kind.label, self[start_of(kind)], self[end_of(kind)]) for kind in WindowKind]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        for kind in WindowKind:
            for given, lacking in ((start_of(kind), end_of(kind)), (end_of(kind), start_of(kind))):
                if found.get(given) and lacking in found and not found[lacking]:
                    self.add_error(lacking, f"{kind.label}: isi kedua tanggalnya, atau kosongkan keduanya.")
        return found

    @property
    def windows(self) -> dict[WindowKind, Window]:
        """The windows that have dates; needs a valid form."""
        found = self.cleaned_data
        return {
            kind: Window(found[start_of(kind)], found[end_of(kind)]) for kind in WindowKind if found[start_of(kind)]
        }


class PlanForm(forms.Form):
    """The units that become loci; a reason where they are not those of the instrument's rules."""

    units = forms.ModelMultipleChoiceField(
        label="Lokus",
        queryset=ServiceUnit.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Pilih sedikitnya satu unit layanan."},
    )
    reason = ReasonField("Alasan menyimpang dari aturan instrumen", required=False)

    def __init__(self, *args: Any, units: Iterable[ServiceUnit], by_rule: Sequence[ServiceUnit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_rule = {unit.pk for unit in by_rule}
        field = self.fields["units"]
        assert isinstance(field, forms.ModelMultipleChoiceField)  # noqa: S101 - the field declared above
        field.queryset = ServiceUnit.objects.filter(pk__in=[unit.pk for unit in units]).order_by("name")
        field.initial = list(self.by_rule)
        self.fields["reason"].help_text = (
            "Kosongkan bila pilihan di atas tidak diubah."
            if self.by_rule
            else "Wajib: lokusnya dipilih sendiri karena aturan instrumen tidak dapat dipenuhi."
        )

    @property
    def follows_rules(self) -> bool:
        """Whether exactly the units of the rules were chosen; needs a valid form."""
        return bool(self.by_rule) and {unit.pk for unit in self.cleaned_data["units"]} == self.by_rule


class LocusForm(forms.Form):
    """One unit more, and why."""

    unit = forms.ModelChoiceField(
        label="Unit layanan",
        queryset=ServiceUnit.objects.none(),
        empty_label="Pilih unit",
        error_messages={"required": "Pilih unit yang ditambahkan."},
    )
    reason = ReasonField("Alasan menambahkan")

    def __init__(self, *args: Any, units: Iterable[ServiceUnit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - the field declared above
        field.queryset = ServiceUnit.objects.filter(pk__in=[unit.pk for unit in units]).order_by("name")


class ReasonForm(forms.Form):
    """A reason alone."""

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = ReasonField(label)


class TeamForm(forms.Form):
    """The people of a team, and who of them leads."""

    members = PeopleField(
        label="Anggota tim",
        queryset=User.objects.none(),
        error_messages={"required": "Pilih sedikitnya satu orang."},
    )
    lead = forms.ModelChoiceField(
        label="Ketua tim",
        queryset=User.objects.none(),
        empty_label="Pilih ketua",
        error_messages={"required": "Pilih ketua tim."},
        help_text="Ketua ikut menjadi anggota, memilih nilai tim bila jawaban berbeda, dan menyerahkan lembar.",
    )

    def __init__(self, *args: Any, people: Sequence[User], team: Iterable[TeamMember], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = list(team)
        queryset = User.objects.filter(pk__in=[person.pk for person in people]).order_by("full_name", "pk")
        for name in ("members", "lead"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - the fields declared above
            field.queryset = queryset
        self.initial = {
            "members": [member.user_id for member in chosen],
            "lead": next((member.user_id for member in chosen if member.is_lead), None),
            **self.initial,
        }


class VisitForm(forms.Form):
    """When and where a team goes, and who of it."""

    on = DayField(label="Tanggal")
    starts_at = forms.TimeField(
        label="Pukul",
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        help_text="Menurut jam setempat.",
        error_messages={"required": "Isi jamnya.", "invalid": "Tulis jam seperti 09.00."},
    )
    place = forms.CharField(
        label="Tempat",
        max_length=200,
        error_messages={"required": "Isi tempat bertemunya.", "max_length": TOO_LONG},
    )
    members = PeopleField(
        label="Yang berangkat",
        queryset=User.objects.none(),
        error_messages={"required": "Pilih sedikitnya satu orang dari tim."},
    )

    def __init__(self, *args: Any, team: Iterable[TeamMember], visit: Visit | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [member.user_id for member in team]
        field = self.fields["members"]
        assert isinstance(field, forms.ModelMultipleChoiceField)  # noqa: S101 - the field declared above
        field.queryset = User.objects.filter(pk__in=keys).order_by("full_name", "pk")
        if visit is not None:
            going = [person.pk for person in visit.members.all()]
            shown = {"on": visit.on, "starts_at": visit.starts_at, "place": visit.place, "members": going}
        else:
            shown = {"members": keys, "on": timezone.localdate()}
        self.initial = {**shown, **self.initial}


class IndependenceForm(forms.Form):
    """Three statements to stand by; where one cannot be given, why."""

    other_agency = forms.BooleanField(required=False)
    no_relatives = forms.BooleanField(required=False)
    no_gifts = forms.BooleanField(required=False)
    explanation = forms.CharField(
        label="Bila ada yang tidak dapat Anda nyatakan, jelaskan",
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"max_length": TOO_LONG},
        help_text="Penjelasan dibaca oleh atasan di kantor penilai, bukan oleh instansi yang dinilai.",
    )

    def __init__(self, *args: Any, agency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other_agency"].label = f"{agency} bukan instansi asal saya, dan saya tidak pernah bekerja di sana."
        self.fields[
            "no_relatives"
        ].label = f"Saya tidak mempunyai hubungan keluarga dengan pimpinan atau petugas {agency} yang saya nilai."
        self.fields["no_gifts"].label = f"Saya tidak menerima dan tidak akan menerima hadiah apa pun dari {agency}."


def start_of(kind: str) -> str:
    """The name of the field for a window's first day."""
    return f"{kind}_starts_on"


def end_of(kind: str) -> str:
    """The name of the field for a window's last day."""
    return f"{kind}_ends_on"
