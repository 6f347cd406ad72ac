"""Django's sessions, the one of a request found by words that are put together once: every page of the desk asks."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session

from newsroom import clock
from newsroom.prepared import MOMENT, TEXTS, prepared


@prepared(keys=TEXTS, now=MOMENT)
def _kept(keys, now):
    return Session.objects.filter(session_key__in=keys, expire_date__gt=now)


class SessionStore(db.SessionStore):
    """Sessions in the database."""

    def _get_session_from_db(self):
        found = _kept(keys=[self.session_key], now=clock.now())
        if found:
            return found[0]
        self._session_key = None
        return None
