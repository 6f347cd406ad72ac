"""Editors of one front, each with a screen of their own that may be behind, at random: what must come of it."""

from dataclasses import dataclass, field
from random import Random

from articles.fronts.arrangement import Arrangement, Card, Container
from articles.fronts.operations import (
    AddContainer,
    Beside,
    Move,
    MoveContainer,
    Place,
    Remove,
    RemoveContainer,
    SetCard,
    SetContainer,
    Unfit,
)

ACTS = 12


def beginning() -> Arrangement:
    """Return a front of three parts with four stories in each."""
    return Arrangement(
        tuple(
            Container(f"c{part}", cards=tuple(Card(f"k{part}{n}", f"story-{part}{n}") for n in range(4)))
            for part in range(3)
        )
    )


@dataclass
class Editor:
    """Somebody who acts on what their screen shows, which is what was there when they last looked."""

    name: str
    screen: Arrangement
    own: set[str] = field(default_factory=set)
    made: int = 0

    def next(self, chance: Random):
        """Return what they do next, by the keys they see."""
        cards = [card.key for card in self.screen.cards if card.key[-1] in self.own] or ["gone"]
        parts = [each.key for each in self.screen.containers] or ["gone"]
        card, part = chance.choice(cards), chance.choice(parts)
        shown = self.screen.container(part)
        neighbours = [each.key for each in shown.cards] if shown else []
        beside = Beside(before=chance.choice(neighbours)) if neighbours and chance.random() < 0.7 else Beside()
        self.made += 1
        new = f"{self.name}{self.made}{sorted(self.own)[0]}"
        return chance.choices(
            [
                Move(card, part, beside),
                Place(part, f"story-{new}", new, beside),
                SetCard(card, {"kicker": f"{self.name} {self.made}"}),
                Remove(card),
                SetContainer(part, {"title": f"{self.name} {self.made}"}),
                MoveContainer(part, Beside(before=chance.choice(parts))),
                AddContainer(f"part-{new}", {"title": new}),
                RemoveContainer(part),
            ],
            [8, 3, 3, 1, 1, 1, 1, 0.3],
        )[0]


def came_of(operation, before: Arrangement, after: Arrangement) -> str:
    """Return what is wrong with what an operation did; nothing where it did that, and nothing else."""
    keys = {card.key for card in before.cards}
    expected = set(keys)
    match operation:
        case Place():
            expected.add(operation.card)
        case Remove():
            expected.discard(operation.card)
        case RemoveContainer():
            expected -= {card.key for card in before.container(operation.container).cards}
    found = [card.key for card in after.cards]
    if len(found) != len(set(found)):
        return "a card stands twice"
    if set(found) != expected:
        return f"cards were lost or came from nowhere: {set(found) ^ expected}"
    if isinstance(operation, Move | Place):
        holder = after.holder(operation.card)
        if holder.key != operation.container:
            return "it stands in another part"
        kept = [card.key for card in before.container(operation.container).cards if card.key != operation.card]
        others = [card.key for card in holder.cards if card.key != operation.card]
        if others != kept:
            return "the others changed their order"
        here = holder.place_of(operation.card)
        if operation.beside.before in others and holder.cards[here + 1].key != operation.beside.before:
            return "it does not stand where it was put"
    return ""


def play(seed: int, editors: int, apply) -> tuple[Arrangement, int, list[str]]:
    """Let so many editors act in a random order on screens that are behind; each acts on cards of their own.

    `apply(name, operation)` returns the arrangement after it or raises Unfit. Return what stands at the end, how many
    acts were refused because what they were about is gone, and what is wrong.
    """
    chance = Random(seed)
    newest = beginning()
    # The last digit of a card's key says whose it is, so that nobody takes off what another moves.
    people = [Editor("ABC"[n], newest, {str(d) for d in range(4) if d % editors == n}) for n in range(editors)]
    wrong, refused = [], 0
    for _turn in range(ACTS * editors):
        editor = chance.choice(people)
        if chance.random() < 0.3:
            editor.screen = newest
        operation = editor.next(chance)
        try:
            after = apply(editor.name, newest, operation)
        except Unfit:
            refused += 1
            if _is_there(operation, newest):
                wrong.append(f"{seed}: {operation} was refused though what it is about is there")
            continue
        if said := came_of(operation, newest, after):
            wrong.append(f"{seed}: {operation}: {said}")
        newest = after
    for editor in people:
        editor.screen = newest
    if len({each.screen.text for each in people}) != 1:
        wrong.append(f"{seed}: they do not see the same")
    return newest, refused, wrong


def _is_there(operation, front: Arrangement) -> bool:
    """Say whether everything the operation is about is there."""
    card, container = getattr(operation, "card", ""), getattr(operation, "container", "")
    known = isinstance(operation, Place) or not card or front.card(card) is not None
    part = isinstance(operation, AddContainer) or not container or front.container(container) is not None
    return known and part and not isinstance(operation, Place | AddContainer)


def moves_of_two(seed: int, apply) -> list[str]:
    """Let two editors who never look again move different cards in every possible mixture of turns; both must see all.

    Return what is wrong: at the end each card stands in the part its own editor put it into last.
    """
    chance = Random(seed)
    newest = beginning()
    keys = [card.key for card in newest.cards]
    chance.shuffle(keys)
    halves = {"A": keys[:6], "B": keys[6:]}
    plans = {}
    for name, mine in halves.items():
        plans[name] = []
        for _move in range(ACTS):
            part = newest.containers[chance.randrange(3)]
            anchor = chance.choice([card.key for card in part.cards])
            plans[name].append(Move(chance.choice(mine), part.key, Beside(before=anchor)))
    wanted = {move.card: move.container for plan in plans.values() for move in plan}
    turns = ["A"] * ACTS + ["B"] * ACTS
    chance.shuffle(turns)
    done = {"A": 0, "B": 0}
    wrong = []
    for name in turns:
        move = plans[name][done[name]]
        done[name] += 1
        try:
            after = apply(name, newest, move)
        except Unfit as unfit:
            wrong.append(f"{seed}: {move} was refused: {unfit}")
            continue
        if said := came_of(move, newest, after):
            wrong.append(f"{seed}: {move}: {said}")
        newest = after
    stands = {card: newest.holder(card).key for card in wanted}
    if stands != wanted:
        wrong.append(f"{seed}: {stands} instead of {wanted}")
    return wrong
