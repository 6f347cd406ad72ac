from django.conf import settings


def pytest_configure():
    if not settings.configured:
        settings.configure(USE_I18N=False)
