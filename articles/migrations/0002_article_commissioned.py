from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="article",
            name="commissioned",
            field=models.PositiveIntegerField(
                blank=True, help_text="How many words were asked for.", null=True, verbose_name="commissioned length"
            ),
        ),
    ]
