"""People who write one story at once, through save and journal, again and again. Played by test_sessions.py."""

import json
import time

from tests.trials.scratch import broken, stage


def main() -> None:
    arguments, cast = stage()
    from tests.makers import make_person
    from tests.newsroom_desk import NewsroomDesk
    from tests.sessions import Session

    people = {
        "Writer A": cast.editor,
        "Writer B": cast.duty_editor,
        "Writer C": make_person("third", "editor"),
    }
    told = {"saves": 0, "conflicts": 0, "lost": []}
    began = time.monotonic()
    for seed in range(arguments["first"], arguments["first"] + arguments["sessions"]):
        names = list(people)[: 2 + seed % 2]
        session = Session(seed, lambda content: NewsroomDesk(content, people), names=names)
        try:
            session.play(30)
        except AssertionError as found:
            told["lost"].append([seed, str(found)])
        told["saves"] += session.saves
        told["conflicts"] += session.clashes
    print(json.dumps({**told, "seconds": round(time.monotonic() - began), "broken": broken()}))


main()
