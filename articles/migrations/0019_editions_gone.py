from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0018_mending_complaints'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(condition=models.Q(('shows', 'text'), _negated=True), fields=['article'], name='edition_gone'),
        ),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(condition=models.Q(('kind', 'retraction')), fields=['article'], name='edition_disowned'),
        ),
    ]
