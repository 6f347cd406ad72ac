"""Let a receipt be of a pull too: it names its story and since when, whatever it is of."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def fill(apps, schema_editor):
    """Write down of every receipt there is, all of versions, its story and when that went live."""
    edition = apps.get_model("articles", "Edition").objects.filter(pk=OuterRef("edition"))
    receipts = apps.get_model("articles", "Receipt").objects
    receipts.update(
        article_id=Subquery(edition.values("article_id")[:1]), since=Subquery(edition.values("live_from")[:1])
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0028_sensitive_editions")]

    operations = [
        migrations.RenameModel("PublishReceipt", "Receipt"),
        migrations.AlterModelOptions(
            name="receipt",
            options={"ordering": ["-pk"], "verbose_name": "receipt", "verbose_name_plural": "receipts"},
        ),
        migrations.AlterModelOptions(
            name="receiptrow",
            options={
                "ordering": ["position"],
                "verbose_name": "line of a receipt",
                "verbose_name_plural": "lines of receipts",
            },
        ),
        migrations.AddField(
            model_name="receipt",
            name="article",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="receipts",
                to="articles.article",
            ),
        ),
        migrations.AddField(
            model_name="receipt",
            name="pull",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="receipt", to="articles.pull"
            ),
        ),
        migrations.AddField(
            model_name="receipt",
            name="since",
            field=models.DateTimeField(null=True, verbose_name="since"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
