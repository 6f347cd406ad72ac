"""A database that was busy for too long."""

import pytest
from django.db import OperationalError


@pytest.mark.parametrize("said", ["database is locked", "canceling statement due to lock timeout"])
def test_a_busy_database_answers_with_what_to_do(client, cast, monkeypatch, said, caplog):
    def busy(*args):
        raise OperationalError(said)

    client.force_login(cast.editor)
    monkeypatch.setattr("newsroom.desk.board_page.cards", busy)
    answer = client.get("/admin/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "nothing was half done" in answer.text
    assert said in caplog.text


def test_another_fault_of_the_database_is_still_a_fault(client, cast, monkeypatch):
    def broken(*args):
        raise OperationalError("no such table: articles_article")

    client.raise_request_exception = False
    client.force_login(cast.editor)
    monkeypatch.setattr("newsroom.desk.board_page.cards", broken)
    assert client.get("/admin/").status_code == 500
