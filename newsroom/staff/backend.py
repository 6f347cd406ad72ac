"""What somebody may do, asked of the database once a request."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import Permission
from django.db.models import Q


class StaffBackend(AuthenticationBackend):
    """Signing in as django-allauth does it; permissions of a person and of their roles by one query, not two."""

    def get_all_permissions(self, user_obj, obj=None):
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return set()
        if not hasattr(user_obj, "_perm_cache"):
            asked = Permission.objects.all()
            if not user_obj.is_superuser:
                asked = asked.filter(Q(user=user_obj) | Q(group__user=user_obj)).distinct()
            rows = asked.order_by().values_list("content_type__app_label", "codename")
            user_obj._perm_cache = {f"{app}.{codename}" for app, codename in rows}
        return user_obj._perm_cache
