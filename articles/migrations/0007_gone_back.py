from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_merged")]

    operations = [
        migrations.AlterField(
            model_name="revision",
            name="why",
            field=models.CharField(
                choices=[
                    ("saved", "Saved"),
                    ("intake", "Brought in"),
                    ("recalled", "Handed back by a recall"),
                    ("undone", "Handed back by an undo"),
                    ("gone_back", "Went back"),
                    ("merged", "Saved together with somebody else’s changes"),
                ],
                default="saved",
                max_length=10,
                verbose_name="why",
            ),
        ),
    ]
