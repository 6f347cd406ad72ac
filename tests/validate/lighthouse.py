"""Lighthouse over the pages readers come to, as a phone has them: by day and by night, from either side."""

import json
import os
import subprocess
import tempfile
from pathlib import Path

from newsroom.ops.setup import ROOT, browsers

from .run import story_addresses
from .served import newsroom

SCRIPT = ROOT / "node_modules" / "lighthouse" / "cli" / "index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
# A machine that does other work beside makes a page look slow and never fast, so of a few turns the best counts; and on
# one that is never at rest a few points are the machine's. docs/measurements.md has what one at rest gave.
LEAST = dict.fromkeys(CATEGORIES, 100) | {"performance": 95}
TURNS = 3
# A trace that was lost says nothing, and on a busy machine several are lost in a row.
MOST_LOST = 6
DARK = "--blink-settings=preferredColorScheme=0"
# A page that is not there says so, which a browser logs; neither it nor what a search found asks to be found.
APART = {
    "404": ("--ignore-status-code", "--skip-audits=http-status-code,is-crawlable,errors-in-console"),
    "search": ("--skip-audits=is-crawlable",),
}


def pages(story: str) -> dict[str, str]:
    """Return the addresses by what they are."""
    return {
        "front": "/",
        "section": "/section/city/",
        "story": story,
        "search": "/search/?q=harbour",
        "contributor": "/by/ife-calloway/",
        "corrections": "/corrections/",
        "404": "/nope/",
    }


class NotJudged(Exception):
    """Lighthouse gave no scores, which says nothing of the page: its browser did not start, or its trace was lost."""


def judge(url: str, *, dark: bool = False, also: tuple[str, ...] = ()) -> dict:
    """Return what Lighthouse says of an address, asked with these flags besides; raise NotJudged where it could not."""
    flags = ["--headless=new", "--no-sandbox", "--disable-gpu", *([DARK] if dark else [])]
    command = ["node", str(SCRIPT), url, "--output=json", "--quiet", f"--only-categories={','.join(CATEGORIES)}"]
    command += [f"--chrome-flags={' '.join(flags)}", *also]
    told = {**os.environ, "CHROME_PATH": str(browsers.find())}
    # Into a file: Lighthouse ends as soon as something went wrong, and what is still in a pipe then is lost.
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        try:
            ran = subprocess.run(
                [*command, f"--output-path={report}"], cwd=ROOT, env=told, capture_output=True, text=True, timeout=180
            )
        except subprocess.TimeoutExpired as error:
            raise NotJudged(f"nothing within {error.timeout:.0f} s") from error
        if not report.exists():
            raise NotJudged(ran.stderr[-2000:])
        said = json.loads(report.read_text(encoding="utf-8"))
    if failed := said.get("runtimeError"):
        raise NotJudged(f"{failed['code']}: {failed['message']}")
    return said


def judged(url: str, *, dark: bool, also: tuple[str, ...]) -> dict:
    """Return what Lighthouse says of an address; where it could not tell, ask again, and raise what it said last."""
    for left in reversed(range(MOST_LOST)):
        try:
            return judge(url, dark=dark, also=also)
        except NotJudged as error:
            print(f"Lighthouse could not judge {url}: {error}", flush=True)
            if not left:
                raise


def scores(said: dict) -> dict[str, int]:
    """Return the score of each category that was judged, of a hundred."""
    return {name: round(100 * (judged["score"] or 0)) for name, judged in said["categories"].items()}


def best(url: str, *, dark: bool, also: tuple[str, ...]) -> dict:
    """Return the fastest of what Lighthouse says in a few turns, or in one where nothing is slow."""
    fastest = judged(url, dark=dark, also=also)
    for _ in range(TURNS - 1):
        if scores(fastest)["performance"] == 100:
            break
        fastest = max(fastest, judged(url, dark=dark, also=also), key=lambda said: scores(said)["performance"])
    return fastest


def findings(said: dict) -> list[str]:
    """Return the categories that have less than is asked for, each with the audits that have less than a hundred."""
    wrong = []
    for name, score in scores(said).items():
        if score < LEAST[name]:
            weighed = [each["id"] for each in said["categories"][name]["auditRefs"] if each["weight"]]
            audits = [said["audits"][each] for each in weighed]
            less = [f"{each['id']} ({each['title']})" for each in audits if each["score"] not in (None, 1)]
            wrong.append(f"{name} {score}: {', '.join(less)}")
    return wrong


def check(var: Path, language: str, story: str) -> list[str]:
    """Serve the newsroom in a language, judge every page by day and by night, and return what is wrong."""
    wrong = []
    with newsroom(var, NEWSROOM_LANGUAGE=language) as site:
        for name, path in pages(story).items():
            for dark in (False, True):
                said = best(site + path, dark=dark, also=APART.get(name, ()))
                seen = f"{name}, {language}, {'dark' if dark else 'light'}"
                print(seen, scores(said), flush=True)
                wrong += [f"{seen}: {finding}" for finding in findings(said)]
    return wrong


def main(var: Path) -> int:
    """Judge the English paper of the demo newsroom in `var` and its Arabic one; print every finding."""
    stories = story_addresses(var)
    latin = next(each for each in stories if each.isascii() and "swing-bridge" in each)
    arabic = next(each for each in stories if "فرن" in each)
    wrong = check(var, "en", latin) + check(var, "ar", arabic)
    print(*wrong, sep="\n")
    print("FAILED" if wrong else "passed", "Lighthouse:", ", ".join(f"{name} {least}" for name, least in LEAST.items()))
    return 1 if wrong else 0
