"""Hold that a receipt is of one act; apart from what fills its columns, since PostgreSQL does not do both at once."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0029_receipts_of_pulls")]

    operations = [
        migrations.AlterField(
            model_name="receipt",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="receipts", to="articles.article"
            ),
        ),
        migrations.AlterField(
            model_name="receipt",
            name="since",
            field=models.DateTimeField(verbose_name="since"),
        ),
        migrations.AlterField(
            model_name="receipt",
            name="edition",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="receipt", to="articles.edition"
            ),
        ),
        migrations.AlterField(
            model_name="receiptrow",
            name="place",
            field=models.CharField(
                choices=[
                    ("story", "Story"),
                    ("front", "Front"),
                    ("section", "Section"),
                    ("tag", "Tag page"),
                    ("name", "Contributor"),
                    ("feed", "Feed"),
                    ("sitemap", "Sitemap"),
                    ("picture", "Share image"),
                    ("photo", "Picture"),
                ],
                max_length=8,
            ),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("edition__isnull", False), ("pull", None)),
                    models.Q(("edition", None), ("pull__isnull", False)),
                    _connector="OR",
                ),
                name="receipt_of_one_act",
                violation_error_message="A receipt is of a version or of a pull.",
            ),
        ),
        migrations.AddIndex(
            model_name="receiptrow",
            index=models.Index(condition=models.Q(("state", "red")), fields=["receipt"], name="receipt_red"),
        ),
    ]
