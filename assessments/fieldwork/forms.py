"""The forms of the sheet: text to typed values, and how each is laid out."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.forms.boundfield import BoundWidget
from django.utils.html import format_html
from django.utils.safestring import SafeString

from assessments.fieldwork.errors import Given
from assessments.fieldwork.presenters import METHOD_WORDS, choices_without_value, levels_in_reading_order, number_words
from assessments.fieldwork.selectors.sheet import Row
from assessments.models import STATES_WITH_REASON, Answer, AnswerState, Face, Subject, SubjectKind
from assessments.numbers_in_text import NumberTextError, decimal_from

PAGE_FORM = "lembar"
"""The id of the form that every field of a page belongs to, wherever it stands on the page."""

OPEN = "open"


@dataclass(frozen=True, slots=True)
class LevelOption:
    """One level as a button: its radio, its rubric text, and the names of colleagues who gave it."""

    option: BoundWidget
    text: str
    names: str


class SeenForm(forms.Form):
    """What a page says of the answer that it showed.

    `seen` carries its version and a digest of what stood in it, so that a question that nobody touched is left alone.
    `client_id` makes a repeated send harmless.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    client_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, row: Row) -> None:
        self.row = row
        self.question = row.question
        said = _said(row.mine, is_secondary=row.question.is_secondary)
        super().__init__(
            data,
            prefix=prefix_of(row),
            initial={
                **said,
                "seen": f"{row.mine.version if row.mine else 0}.{_digest(said)}",
                "client_id": uuid.uuid4(),
            },
        )
        for field in self.fields.values():
            field.widget.attrs["form"] = PAGE_FORM

    @property
    def marks(self) -> list[tuple[str, str]]:
        """The hidden fields by name and value; every save sends them back, so no widget is drawn for them."""
        fields = (self["seen"], self["client_id"])
        return [(field.html_name, str(field.value() or "")) for field in fields]


@dataclass(frozen=True, slots=True)
class _LevelLabel:
    """What is written at a level once a page shows it; a save reads the form and shows none."""

    form: "AnswerForm"
    level: int

    def __str__(self) -> str:
        return self.form.level_label(self.level)

    __html__ = __str__


class AnswerForm(SeenForm):
    """One person's answer to one question; of a level when the indicator has a rubric, else of a number 0-100."""

    reason = forms.CharField(
        label="Alasan tanpa nilai",
        required=False,
        max_length=300,
        error_messages={"max_length": "Ringkas alasannya sampai %(limit_value)d huruf; sekarang %(show_value)d."},
    )
    comment = forms.CharField(
        label="Komentar untuk instansi",
        help_text="Dibaca instansi bersama hasilnya, setelah hasil dibuka. Tulis temuannya; tanpa nama warga.",
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"max_length": "Ringkas komentarnya sampai %(limit_value)d huruf; sekarang %(show_value)d."},
    )
    note = forms.CharField(
        label="Catatan internal",
        help_text="Hanya untuk tim dan peninjau di Ombudsman; tidak pernah sampai ke instansi.",
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"max_length": "Ringkas catatannya sampai %(limit_value)d huruf; sekarang %(show_value)d."},
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, row: Row) -> None:
        super().__init__(data, row=row)
        self.fields.update(self._judgement_fields())
        if self.has_face:
            self.fields["face"] = forms.ChoiceField(
                label="Dilihat pada wajah", required=False, choices=[("", "belum dicatat"), *Face.choices]
            )
        for name, field in self.fields.items():
            field.widget.attrs["form"] = PAGE_FORM
            if name in {"reason", "value"}:
                field.widget.attrs["autocomplete"] = "off"

    def _judgement_fields(self) -> dict[str, forms.Field]:
        if self.question.is_secondary:
            return {
                "value": forms.CharField(
                    label=f"Nilai, 0 sampai {self.question.max_level}",
                    required=False,
                    widget=forms.TextInput({"inputmode": "decimal"}),
                    help_text=self.question.indicator.scale or "",
                ),
                "without": forms.ChoiceField(
                    label="Tanpa nilai",
                    required=False,
                    widget=forms.RadioSelect,
                    choices=[("", "Bernilai"), *choices_without_value(self.question.method)],
                ),
            }
        levels = [(str(level), _LevelLabel(self, level)) for level in levels_in_reading_order(self.question)]
        return {
            "choice": forms.ChoiceField(
                label=self.question.indicator.label,
                required=False,
                widget=forms.RadioSelect,
                choices=[
                    *levels,
                    *choices_without_value(self.question.method),
                    (OPEN, "Kosongkan jawaban"),
                ],
                error_messages={"invalid_choice": f"Pilih salah satu tingkat, 0 sampai {self.question.max_level}."},
            )
        }

    def level_label(self, level: int) -> SafeString:
        """A level with its rubric text, and the names of colleagues who gave it."""
        names = self._names_at(level)
        said = format_html('<span class="level-said">{}</span>', names) if names else ""
        text = self.question.level_text(level)
        return format_html('<span class="level-number">{}</span> <span>{}{}</span>', level, text, said)

    def _names_at(self, level: int) -> str:
        return ", ".join(answer.rater.full_name for answer in self.row.others if answer.value == level)

    @property
    def levels(self) -> list["LevelOption"]:
        """The levels as single buttons; not for secondary data."""
        numbered = [(int(each.data["value"]), each) for each in self["choice"] if each.data["value"].isdecimal()]
        return [LevelOption(each, self.question.level_text(level), self._names_at(level)) for level, each in numbered]

    @property
    def without_level(self) -> list[BoundWidget]:
        """What else a question can be answered with; not for secondary data."""
        return [option for option in self["choice"] if not option.data["value"].isdecimal()]

    @property
    def method_words(self) -> str:
        """By which method the question is answered, in words."""
        return METHOD_WORDS[self.question.method]

    @property
    def helper(self) -> FormHelper:
        """The layout: the judgement, why not, and words; what was seen stands with the state of the answer."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        judgement = (
            [
                Field("value", template="assessments/fieldwork/_number.html"),
                Field("without", template="assessments/fieldwork/_without_value.html"),
            ]
            if self.question.is_secondary
            else [Field("choice", template="assessments/fieldwork/_levels.html")]
        )
        helper.layout = Layout(
            *judgement,
            Field("reason", wrapper_class="reason"),
            *([Field("face", wrapper_class="face")] if self.has_face else []),
            Field("comment", template="assessments/fieldwork/_note.html"),
            Field("note", template="assessments/fieldwork/_note.html"),
        )
        return helper

    @property
    def has_face(self) -> bool:
        """Whether the question looks at a product's information, which has an electronic and another face."""
        return self.question.subject.kind == SubjectKind.PRODUCT

    def clean_value(self) -> Decimal | None:
        text = str(self.cleaned_data["value"])
        try:
            return decimal_from(text) if text.strip() else None
        except NumberTextError as error:
            raise forms.ValidationError(str(error)) from error

    @property
    def given(self) -> Given:
        """What the person says; needs a valid form."""
        said = self.cleaned_data
        words = {name: said.get(name, "") for name in _WORDS}
        if self.question.is_secondary:
            if said["without"]:
                return Given(AnswerState(said["without"]), **words)
            value = said["value"]
            return Given(AnswerState.OPEN if value is None else AnswerState.SCORED, value, **words)
        if said["choice"] in {"", OPEN}:
            return Given(AnswerState.OPEN, **words)
        if said["choice"] in STATES_WITH_REASON:
            return Given(AnswerState(said["choice"]), **words)
        return Given(AnswerState.SCORED, Decimal(said["choice"]), **words)

    @property
    def seen_version(self) -> int:
        """The version of this person's answer that the page showed; 0 for none."""
        version, _, _ = self._seen.partition(".")
        return int(version) if version.isdecimal() else 0

    @property
    def was_touched(self) -> bool:
        """Whether what came back differs from what the page showed."""
        _, _, shown = self._seen.partition(".")
        names = (*(("value", "without") if self.question.is_secondary else ("choice",)), *_WORDS)
        return _digest({name: self.data.get(self.add_prefix(name), "") for name in names}) != shown

    @property
    def _seen(self) -> str:
        return str(self.data.get(self.add_prefix("seen"), ""))


_WORDS = ("reason", "comment", "note", "face")
"""What is said beside a judgement."""


def prefix_of(row: Row) -> str:
    """What a question is called in a form and on the page: "PR-08-observation-123"."""
    code, method, subject = row.question.key
    return f"{code}-{method}-{subject}"


def _said(answer: Answer | None, *, is_secondary: bool) -> dict[str, str]:
    """An answer as the fields of a form hold it."""
    state = AnswerState(answer.state) if answer else AnswerState.OPEN
    value = "" if answer is None or answer.value is None else number_words(answer.value)
    words = {name: getattr(answer, name) if answer else "" for name in _WORDS}
    without = state.value if state in STATES_WITH_REASON else ""
    if is_secondary:
        return {"value": value, "without": without, **words}
    return {"choice": without or value, **words}


def _digest(said: Mapping[str, object]) -> str:
    """A short fingerprint of what a question's fields hold, however a browser ends its lines."""
    text = "\x1f".join(f"{name}={str(said[name]).strip()}" for name in sorted(said))
    return sha256(text.replace("\r\n", "\n").encode()).hexdigest()[:12]


class SubjectForm(forms.Form):
    """Who a respondent is; or which product, and how many contacts of its users were checked."""

    name = forms.CharField(label="Nama", required=False, max_length=120)
    duty = forms.CharField(label="Jabatan", required=False, max_length=120)
    is_substitute = forms.BooleanField(label="Pengganti orang yang semula dipilih", required=False)
    contacts_seen = forms.IntegerField(
        label="Kontak pengguna yang sudah dicek",
        required=False,
        min_value=0,
        max_value=9999,
        widget=forms.TextInput({"inputmode": "numeric"}),
        error_messages={
            "invalid": "Isi dengan bilangan bulat, misalnya 15.",
            "min_value": "Isi 0 atau lebih.",
            "max_value": "Isi paling banyak 9999.",
        },
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, subject: Subject, contacts_needed: int | None = None
    ) -> None:
        super().__init__(
            data,
            prefix="subjek",
            initial={
                "name": subject.name,
                "duty": subject.duty,
                "is_substitute": subject.is_substitute,
                "contacts_seen": subject.contacts_seen,
            },
        )
        if subject.kind == SubjectKind.PRODUCT:
            self.fields["name"].label = "Nama produk layanan"
            del self.fields["duty"], self.fields["is_substitute"]
        if subject.kind != SubjectKind.PRODUCT or contacts_needed is None:
            del self.fields["contacts_seen"]
        else:
            self.fields[
                "contacts_seen"
            ].help_text = (
                f"Kuota: {contacts_needed} untuk setiap produk. Hanya jumlahnya; nama dan nomor tidak ditulis di sini."
            )
        for field in self.fields.values():
            field.widget.attrs |= {"form": PAGE_FORM, "autocomplete": "off"}

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        return helper

    @property
    def was_given(self) -> bool:
        """Whether the fields came with the page at all."""
        return self.add_prefix("name") in self.data


class ExcludeForm(forms.Form):
    """Why an indicator does not apply to a locus."""

    reason = forms.CharField(
        label="Mengapa indikator ini tidak berlaku di lokus ini",
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        error_messages={
            "required": "Tulis alasannya, misalnya: unit ini tidak memungut biaya apa pun.",
            "max_length": "Ringkas alasannya sampai %(limit_value)d huruf; sekarang %(show_value)d.",
        },
    )


class SubmitForm(forms.Form):
    """Why a locus is handed over with points still open."""

    reason = forms.CharField(
        label="Alasan menyerahkan dengan hal yang masih terbuka",
        required=False,
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
    )


class SubjectCountForm(forms.Form):
    """How many subjects of a kind a locus has, and why that differs from what was planned."""

    count = forms.IntegerField(
        label="Jumlah",
        min_value=1,
        max_value=200,
        error_messages={
            "required": "Isi jumlahnya.",
            "invalid": "Isi dengan bilangan bulat, misalnya 22.",
            "min_value": "Isi jumlah paling sedikit 1.",
            "max_value": "Isi jumlah paling banyak 200.",
        },
    )
    reason = forms.CharField(
        label="Alasan",
        max_length=300,
        error_messages={"required": "Tulis alasannya, misalnya: hanya 22 pengguna datang hari itu."},
    )
