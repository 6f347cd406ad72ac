import pytest

from . import lighthouse


def said(performance):
    return {"categories": {"performance": {"score": performance / 100, "auditRefs": []}}}


@pytest.fixture
def answers(monkeypatch):
    """What Lighthouse says, turn by turn."""
    waiting = []

    def judge(url, **asked):
        answer = waiting.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(lighthouse, "judge", judge)
    return waiting


def best():
    return lighthouse.best("http://127.0.0.1:8000/", dark=False, also=())


def test_a_turn_lighthouse_could_not_judge_is_taken_again(answers, capsys):
    answers += [lighthouse.NotJudged("NO_NAVSTART"), said(100)]
    assert best() == said(100)
    assert "could not judge http://127.0.0.1:8000/: NO_NAVSTART" in capsys.readouterr().out


def test_what_lighthouse_can_never_judge_fails(answers):
    answers += [lighthouse.NotJudged("NO_NAVSTART")] * lighthouse.MOST_LOST
    with pytest.raises(lighthouse.NotJudged, match="NO_NAVSTART"):
        best()
    assert not answers


def test_the_best_of_a_few_turns_counts(answers):
    answers += [said(93), said(98), said(96)]
    assert best() == said(98)


def test_a_page_with_a_hundred_is_judged_once(answers):
    answers += [said(100), said(20)]
    assert best() == said(100)
    assert answers == [said(20)]


def test_less_than_is_asked_for_is_a_finding():
    assert lighthouse.findings(said(94)) == ["performance 94: "]
    assert lighthouse.findings(said(95)) == []


def test_a_server_that_does_not_answer_is_not_judged():
    if not lighthouse.SCRIPT.exists():
        pytest.skip("Lighthouse is installed by make validate alone")
    with pytest.raises(lighthouse.NotJudged, match="CONNECTION_REFUSED|FAILED_DOCUMENT_REQUEST|INTERSTITIAL"):
        lighthouse.judge("http://127.0.0.1:9/")
