"""Whoever pays for an advertisement is a contributor of its own kind, which news is never by."""

from django.db import migrations, models


def tell_apart(apps, schema_editor):
    """Desks named as an advertisement's sponsor are sponsors."""
    advertisements = apps.get_model("articles", "Article").objects.filter(paid_as="advertisement")
    paying = advertisements.exclude(sponsor="").values("sponsor")
    contributors = apps.get_model("articles", "Contributor").objects
    contributors.filter(kind="desk", name__in=paying).update(kind="sponsor")


def take_for_desks(apps, schema_editor):
    apps.get_model("articles", "Contributor").objects.filter(kind="sponsor").update(kind="desk")


class Migration(migrations.Migration):
    dependencies = [("articles", "0044_contributors_expertise")]

    operations = [
        migrations.AlterField(
            model_name="contributor",
            name="kind",
            field=models.CharField(
                choices=[
                    ("person", "Person"),
                    ("desk", "Desk"),
                    ("agency", "Agency"),
                    ("sponsor", "Who pays: on advertisements alone"),
                    ("unnamed", "A sentence in place of a name"),
                ],
                default="person",
                max_length=10,
                verbose_name="kind",
            ),
        ),
        migrations.RunPython(tell_apart, take_for_desks),
    ]
