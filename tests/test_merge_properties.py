"""Thousands of random sessions at one story: every word typed is saved, asked about, or in its writer's journal."""

import random

import pytest

from articles import merge as merging
from articles.content import Content
from tests.newsroom_desk import NewsroomDesk
from tests.sessions import Clashed, Desk, Session, words_of

# In pieces, so that they are shared out and a failure names its seeds.
PIECES, SESSIONS = 8, 130


@pytest.mark.parametrize("people", [2, 3])
@pytest.mark.parametrize("piece", range(PIECES))
def test_no_session_loses_a_word(piece, people):
    clashes = saves = 0
    for seed in range(piece * SESSIONS, (piece + 1) * SESSIONS):
        session = Session(seed, people=people)
        session.play(24)
        clashes, saves = clashes + session.clashes, saves + session.saves
    # Sessions in which nothing met would show nothing.
    assert clashes > SESSIONS / 4
    assert saves > SESSIONS


@pytest.mark.parametrize("seed", range(5))
def test_no_session_in_the_newsroom_itself_loses_a_word(cast, seed):
    people = {"Writer A": cast.editor, "Writer B": cast.duty_editor, "Writer C": cast.copy_editor}
    names = list(people)[: 2 + seed % 2]
    session = Session(seed, lambda content: NewsroomDesk(content, people), names=names)
    session.play(30)
    assert session.saves > len(names)


def _careless(base, mine, theirs, **rest):
    """Merge as programs do where the last one wins: what a session must find out."""
    merged = merging.merge(base, mine, theirs, **rest)
    return _Settled(merged.resolved({clash.key: "theirs" for clash in merged.conflicts}))


class _Settled:
    conflicts: list = []

    def __init__(self, content: Content):
        self._content = content

    def left(self, choices):
        return []

    def resolved(self, choices):
        return self._content


def test_the_player_finds_a_merge_that_lets_one_side_win():
    lost = 0
    for seed in range(40):
        session = Session(seed, lambda content: Desk(content, _careless))
        try:
            session.play(24)
        except AssertionError:
            lost += 1
    assert lost > 5


def test_the_player_finds_a_desk_that_overwrites():
    class Overwriting(Desk):
        def save(self, who, content, base, choices):
            return super().save(who, content, len(self.revisions) - 1, choices)

    with pytest.raises(AssertionError, match="saved once, and deleted by nobody"):
        for seed in range(20):
            Session(seed, Overwriting).play(24)


def test_every_word_of_either_is_in_the_merge_or_in_a_conflict():
    """Whatever two texts are: words that one of them put in, and words that neither took out."""
    for seed in range(300):
        player = Session(seed)
        base = player.forms["Writer A"].content
        for _edit in range(random.Random(seed).randint(1, 12)):
            for who in player.names:
                player._edit(who, player.forms[who])
        mine, theirs = (player.forms[who].content for who in player.names)
        merged = merging.merge(base, mine, theirs)
        for answer in ("mine", "theirs"):
            choices = {clash.key: answer for clash in merged.conflicts}
            shown = " ".join(f"{clash.mine} {clash.theirs}" for clash in merged.conflicts)
            there = words_of(merged.resolved(choices)) | words_of(Content(headline=shown))
            new = (words_of(mine) | words_of(theirs)) - words_of(base)
            kept = words_of(mine) & words_of(theirs) & words_of(base)
            twice = set(_twice(mine)) | set(_twice(theirs)) | set(_twice(base))
            assert new <= there
            assert kept - twice <= there


def _twice(content: Content) -> list[str]:
    words = content.text.split()
    return [word.strip('<>/p",') for word in words if words.count(word) > 1]


def test_a_clash_is_raised_and_nothing_written_until_it_is_chosen():
    desk = Desk(Content(headline="w1"))
    desk.save("A", Content(headline="w2"), 0, {})
    with pytest.raises(Clashed):
        desk.save("B", Content(headline="w3"), 0, {})
    assert len(desk.revisions) == 2
