"""The people who work here."""

import uuid
from zoneinfo import ZoneInfo

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from newsroom import clock
from newsroom.wall_times import is_zone


class UserManager(BaseUserManager):
    use_in_migrations = True

    def create_user(self, email, password=None, **fields):
        """Add a member of staff; the e-mail address is the sign-in name, kept in lower case."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        """Add somebody whom no permission stops; for emergencies, since it is nobody's role."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email=email.strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody on the staff. Never deleted, only emptied by `depart`, so that the record keeps its names."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    is_staff = models.BooleanField(_("works here"), default=True)
    is_active = models.BooleanField(_("can sign in"), default=True)
    joined_at = models.DateTimeField(_("joined"), auto_now_add=True)
    time_zone = models.CharField(
        _("time zone"), max_length=64, blank=True, help_text=_("Where they are; the newsroom’s own where empty.")
    )
    departed_at = models.DateTimeField(_("departed"), null=True, blank=True, editable=False)

    objects = UserManager()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("member of staff")
        verbose_name_plural = _("staff")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")),
                name="user_email_lower_case",
                violation_error_message=_("Write the e-mail address in lower case."),
            ),
        ]

    def __str__(self):
        return self.name or self.email

    @property
    def zone(self) -> ZoneInfo:
        """The time zone this person lives by; the newsroom's, unless they set another."""
        return ZoneInfo(self.time_zone) if is_zone(self.time_zone) else clock.zone()

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name.split(" ")[0]


class Presence(models.Model):
    """One open page of one person, for as long as it says that it is there. Nothing about it is on the record."""

    key = models.UUIDField(primary_key=True)
    person = models.ForeignKey(User, models.CASCADE, related_name="+")
    # What is open, by its name in the log: the ground floor knows no stories.
    place = models.CharField(max_length=60)
    field = models.CharField(max_length=60, blank=True)
    paragraph = models.PositiveIntegerField(null=True)
    seen_at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["place", "until"], name="presence_at_place")]  # who is here


class Duty(models.Model):
    """A time somebody is on duty. It has an end from the start, so that forgetting to go off ends by itself."""

    person = models.ForeignKey(User, models.CASCADE, related_name="duties", verbose_name=_("person"))
    on_from = models.DateTimeField(_("on from"))
    on_until = models.DateTimeField(_("on until"))

    class Meta:
        verbose_name = _("time on duty")
        verbose_name_plural = _("times on duty")
        indexes = [models.Index(fields=["on_until", "on_from"], name="duty_at")]  # who is on at a moment
        constraints = [
            models.CheckConstraint(
                condition=models.Q(on_until__gte=models.F("on_from")),
                name="duty_ends_after_it_begins",
                violation_error_message=_("A time on duty cannot end before it begins."),
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.on_from:%Y-%m-%d %H:%M}"
