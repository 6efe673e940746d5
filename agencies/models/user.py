"""People: one account each, known by an e-mail address; what they may do stands in their memberships."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from agencies.roles import Role
from agencies.scope import scope_of

SETUP_APPS = frozenset({"agencies", "axes", "django_tasks_database"})
"""The apps whose rows an administrator keeps in the administration site: people, the register, sign-in and mail."""


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, *, full_name: str, **fields: Any) -> "User":
        """Save a person; without a password the account waits for a password reset."""
        person = self.model(email=email, full_name=full_name, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, *, full_name: str, **fields: Any) -> "User":
        """Save a person with the role administrator from today on: what `manage.py createsuperuser` calls."""
        person = self.create_user(email, password, full_name=full_name, **fields)
        person.memberships.create(role=Role.ADMINISTRATOR, since=timezone.localdate())
        return person

    def get_by_natural_key(self, username: str | None) -> "User":
        """The person with this e-mail address, however it is capitalised."""
        return self.get(email=_folded(username or ""))


class User(AbstractBaseUser):
    """A person who can sign in."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField("alamat surel", unique=True)
    full_name = models.CharField("nama lengkap", max_length=150)
    is_active = models.BooleanField(
        "aktif", default=True, help_text="Hilangkan centang untuk menutup akun; riwayatnya tetap tersimpan."
    )
    joined_at = models.DateTimeField("terdaftar", default=timezone.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        ordering = ["full_name", "email"]
        verbose_name = "orang"
        verbose_name_plural = "orang"
        constraints = [models.CheckConstraint(condition=Q(email=Lower("email")), name="email_in_small_letters")]

    def __str__(self) -> str:
        return self.full_name

    def clean(self) -> None:
        super().clean()
        self.email = _folded(self.email)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, with the address in small letters so that one person cannot have two accounts."""
        self.email = _folded(self.email)
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name.partition(" ")[0]

    @property
    def is_staff(self) -> bool:
        """Whether the administration site opens: read from the memberships, so it cannot drift from them."""
        return scope_of(self).is_administrator

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Whether the administration site lets this person act on rows of the app that `perm` names."""
        return self.has_module_perms(perm.partition(".")[0])

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_staff and app_label in SETUP_APPS


def _folded(email: str) -> str:
    return email.strip().lower()
