"""What somebody may do, asked of the database once a request."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Q

from newsroom.prepared import NUMBER, prepared

_NAME = ("content_type__app_label", "codename")


@prepared()
def _of_all():
    return Permission.objects.order_by().values_list(*_NAME)


@prepared(number=NUMBER)
def _of_one(number):
    theirs = Permission.objects.filter(Q(user=number) | Q(group__user=number))
    return theirs.distinct().order_by().values_list(*_NAME)


@prepared(number=NUMBER)
def _person(number):
    return get_user_model().objects.filter(pk=number)


class StaffBackend(AuthenticationBackend):
    """Signing in as django-allauth does it; permissions of a person and of their roles by one query, not two."""

    def get_user(self, user_id):
        found = _person(number=int(user_id))
        return found[0] if found and self.user_can_authenticate(found[0]) else None

    def get_all_permissions(self, user_obj, obj=None):
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return set()
        if not hasattr(user_obj, "_perm_cache"):
            rows = _of_all() if user_obj.is_superuser else _of_one(number=user_obj.pk)
            user_obj._perm_cache = {f"{app}.{codename}" for app, codename in rows}
        return user_obj._perm_cache
