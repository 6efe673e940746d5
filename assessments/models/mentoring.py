"""Mentoring (pendampingan): sessions of the Ombudsman's office with an agency, and what both agree to do."""

import uuid
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from agencies.models import Agency, ServiceUnit
from agencies.models.written_once import WrittenOnce, WrittenOnceQuerySet
from agencies.roles import Role
from agencies.scope import scope_of
from assessments.models.assessment import office_reach
from assessments.models.file_withdrawal import FileWithdrawal

if TYPE_CHECKING:
    from agencies.models import User


class Side(models.TextChoices):
    OMBUDSMAN = "ombudsman", "Ombudsman"
    AGENCY = "agency", "Instansi"


class MentoringSessionQuerySet(models.QuerySet["MentoringSession"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Head office: all; an office: those with its agencies; an agency: its own.

        The people of a unit see those that they are invited to, or that left their unit something to do.
        """
        scope = scope_of(user)
        if scope.is_head_office:
            return self
        own = Q(pk__in=[])
        if scope.holds(Role.BUREAU, Role.UNIT_CONTACT, Role.OFFICIAL):
            invited = Participant.objects.filter(session=OuterRef("pk"), user=user.pk)
            agreed = AgreedAction.objects.filter(Q(unit__in=scope.unit_ids) | Q(owner=user.pk), session=OuterRef("pk"))
            of_units = ServiceUnit.objects.filter(pk__in=scope.unit_ids).values("agency")
            own = Q(agency__in=scope.agency_ids) | (Q(agency__in=of_units) & (Exists(invited) | Exists(agreed)))
        return self.filter(office_reach(scope, "agency__") | own)


class MentoringSession(models.Model):
    """One meeting; times are those of the clock at the place. With a `cancelled_reason` it does not take place.

    `plan_number` grows with every other day, hour or place, and once more when it is cancelled.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="mentoring_sessions", verbose_name="instansi"
    )
    title = models.CharField("pokok pendampingan", max_length=160)
    on = models.DateField("tanggal")
    starts_at = models.TimeField("mulai pukul")
    ends_at = models.TimeField("sampai pukul", null=True, blank=True)
    place = models.CharField("tempat", max_length=200, blank=True)
    link = models.URLField("tautan rapat", max_length=500, blank=True)
    agenda = models.TextField("agenda")
    letter_number = models.CharField("nomor surat undangan", max_length=80, blank=True)
    minutes = models.TextField("notulen", blank=True)
    minutes_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="notulis",
    )
    minutes_at = models.DateTimeField("notulen ditulis pada", null=True, blank=True)
    cancelled_reason = models.CharField("alasan dibatalkan", max_length=300, blank=True)
    arranged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="diatur oleh"
    )
    plan_number = models.PositiveSmallIntegerField("jadwal ke", default=0)
    changed_at = models.DateTimeField("diubah pada", default=timezone.now)
    is_example = models.BooleanField("data contoh", default=False)

    objects = MentoringSessionQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-starts_at", "pk"]
        verbose_name = "pendampingan"
        verbose_name_plural = "pendampingan"
        constraints = [
            models.CheckConstraint(condition=~Q(place="") | ~Q(link=""), name="mentoring_has_a_place_or_a_link"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(agenda=""), name="mentoring_says_what_about"),
            models.CheckConstraint(
                condition=Q(minutes="", minutes_by__isnull=True, minutes_at__isnull=True)
                | (~Q(minutes="") & Q(minutes_by__isnull=False, minutes_at__isnull=False)),
                name="minutes_say_who_wrote_them_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} · {self.agency}"

    @property
    def is_cancelled(self) -> bool:
        return bool(self.cancelled_reason)


class Participant(models.Model):
    """Someone invited, from either side; `attended` is None until attendance was taken."""

    session = models.ForeignKey(
        MentoringSession, on_delete=models.CASCADE, related_name="participants", verbose_name="pendampingan"
    )
    side = models.CharField("pihak", max_length=9, choices=Side.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="akun"
    )
    name = models.CharField("nama", max_length=120)
    duty = models.CharField("jabatan", max_length=120, blank=True)
    attended = models.BooleanField("hadir", null=True, blank=True)

    class Meta:
        ordering = ["session", "-side", "name", "pk"]
        verbose_name = "peserta"
        verbose_name_plural = "peserta"
        constraints = [
            models.CheckConstraint(condition=Q(side__in=Side.values), name="participant_side_is_known"),
            models.CheckConstraint(condition=~Q(name=""), name="participant_has_a_name"),
            models.UniqueConstraint(fields=["session", "name", "duty"], name="participant_listed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.duty}" if self.duty else self.name


class MentoringLetter(models.Model):
    """That someone is to be written to about a session as it is planned: once for each plan; `sent_at` once it went."""

    session = models.ForeignKey(
        MentoringSession, on_delete=models.PROTECT, related_name="letters", verbose_name="pendampingan"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="akun")
    plan_number = models.PositiveSmallIntegerField("jadwal ke")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="diminta oleh"
    )
    asked_at = models.DateTimeField("diminta pada", default=timezone.now)
    sent_at = models.DateTimeField("dikirim pada", null=True, blank=True)

    class Meta:
        ordering = ["session", "pk"]
        verbose_name = "surel pendampingan"
        verbose_name_plural = "surel pendampingan"
        constraints = [
            models.UniqueConstraint(fields=["session", "user", "plan_number"], name="one_letter_a_person_and_plan")
        ]

    def __str__(self) -> str:
        return f"{self.session} · {self.user}"


class AgreedActionQuerySet(models.QuerySet["AgreedAction"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """As the session; the people of a unit see what is for their unit or for themselves."""
        scope = scope_of(user)
        if scope.is_head_office:
            return self
        own = Q(pk__in=[])
        if scope.holds(Role.BUREAU, Role.UNIT_CONTACT, Role.OFFICIAL):
            of_units = ServiceUnit.objects.filter(pk__in=scope.unit_ids).values("agency")
            own = (
                Q(session__agency__in=scope.agency_ids)
                | Q(unit__in=scope.unit_ids)
                | Q(owner=user.pk, session__agency__in=of_units)
            )
        return self.filter(office_reach(scope, "session__agency__") | own)

    def open(self) -> Self:
        """Those agreed and not done, of sessions that were not cancelled."""
        return self.filter(done_at__isnull=True, session__cancelled_reason="")

    def with_names(self) -> Self:
        return self.select_related("session__agency", "unit", "owner")


class AgreedAction(models.Model):
    """What was agreed in a session: who does what until when; done when someone of the agency says by what."""

    session = models.ForeignKey(
        MentoringSession, on_delete=models.PROTECT, related_name="actions", verbose_name="pendampingan"
    )
    text = models.TextField("yang disepakati")
    unit = models.ForeignKey(
        ServiceUnit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="unit layanan"
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agreed_actions",
        verbose_name="penanggung jawab",
    )
    owner_title = models.CharField("jabatan penanggung jawab", max_length=120, blank=True)
    due_on = models.DateField("batas waktu")
    done_at = models.DateTimeField("selesai pada", null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="diselesaikan oleh",
    )
    done_note = models.CharField("hasilnya", max_length=300, blank=True)

    objects = AgreedActionQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = "kesepakatan"
        verbose_name_plural = "kesepakatan"
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="agreed_action_says_something"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True, done_note="")
                | (Q(done_at__isnull=False, done_by__isnull=False) & ~Q(done_note="")),
                name="a_done_action_says_by_whom_and_what_came_of_it",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def owner_words(self) -> str:
        """Who is to do it: a person, else a title, else empty."""
        return self.owner.full_name if self.owner else self.owner_title


def material_path(file: "MentoringFile", filename: str) -> str:
    """Where a file is kept: by its session and fingerprint, never by the name it came with."""
    del filename
    return f"mentoring/{file.session.public_id}/{file.sha256}"


class MentoringFileQuerySet(WrittenOnceQuerySet["MentoringFile"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """As the session whose material it is."""
        return self.filter(session__in=MentoringSession.objects.visible_to(user).values("pk"))

    def standing(self) -> Self:
        """Those that were not withdrawn."""
        return self.filter(withdrawal__isnull=True)


class MentoringFile(WrittenOnce):
    """Material of a session as it was uploaded, with its fingerprint.

    `number` counts how often the same bytes came: once more only after they were withdrawn.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session = models.ForeignKey(
        MentoringSession, on_delete=models.PROTECT, related_name="files", verbose_name="pendampingan"
    )
    file = models.FileField("berkas", upload_to=material_path, max_length=200)
    name = models.CharField("nama berkas", max_length=200)
    media_type = models.CharField("jenis berkas", max_length=100)
    size = models.PositiveBigIntegerField("ukuran")
    sha256 = models.CharField("sidik SHA-256", max_length=64)
    number = models.PositiveSmallIntegerField("unggahan ke", default=1)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="diunggah oleh"
    )
    uploaded_at = models.DateTimeField("diunggah pada", default=timezone.now)

    objects = MentoringFileQuerySet.as_manager()

    class Meta:
        ordering = ["session", "uploaded_at"]
        verbose_name = "materi pendampingan"
        verbose_name_plural = "materi pendampingan"
        constraints = [
            models.UniqueConstraint(fields=["session", "sha256", "number"], name="same_material_once_per_session")
        ]

    def __str__(self) -> str:
        return self.name


class MaterialWithdrawal(FileWithdrawal):
    """That a file did not belong to a session, and why."""

    material = models.OneToOneField(
        MentoringFile, on_delete=models.PROTECT, related_name="withdrawal", verbose_name="materi"
    )

    objects = WrittenOnceQuerySet["MaterialWithdrawal"].as_manager()

    class Meta:
        ordering = ["material"]
        verbose_name = "penarikan materi pendampingan"
        verbose_name_plural = "penarikan materi pendampingan"
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="withdrawn_material_says_why")]

    def __str__(self) -> str:
        return f"Penarikan {self.material}"
