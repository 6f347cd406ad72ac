"""The fields of a model's own table."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Model


def own_field(model: type[Model], name: str) -> Field[Any, Any]:
    """Return a field of this model. Raise FieldDoesNotExist for a relation that another model has with it."""
    field = model._meta.get_field(name)
    if not isinstance(field, Field):
        raise FieldDoesNotExist(f"{model._meta.object_name} has no field {name!r} of its own.")
    return field
