"""Validate every public page of a demo newsroom: `make validate` runs it as the first of `python -m tests.validate`."""

import json
import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePath

from newsroom.ops.setup import ROOT
from tests import json_feed

from .crawl import Page, crawl
from .served import newsroom

JAR = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
ADDRESSES = """
from articles.models import Address
from newsroom import clock
public = Address.objects.filter(since__lte=clock.now()).exclude(key__startswith="hash:")
print(*public.values_list("key", flat=True), sep="\\n")
"""
HTML_VALIDATE = ROOT / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
# A table that moves sideways is a region; as a <section> it would have to have a heading.
HTML_RULES = {
    "root": True,
    "extends": ["html-validate:standard", "html-validate:a11y"],
    "rules": {"prefer-native-element": ["error", {"exclude": ["region"]}]},
}
NOWHERE = "/there-is-no-such-page/"
# What is said when somebody takes a newsletter; no link leads there.
SAID = [f"/newsletters/first-light/{tail}/" for tail in ("asked", "confirmed")]
# Pages that say why there is no story: withdrawn or nothing here (410), pulled (503).
SPOKEN_REFUSALS = {410, 503}


def story_addresses(var: Path) -> list[str]:
    """Return every story's public address, the withdrawn ones included, to which no link leads."""
    command = [sys.executable, "manage.py", "shell", "--verbosity=0", "--command", ADDRESSES]
    ran = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "NEWSROOM_VAR": str(var)}, capture_output=True, text=True, check=True
    )
    return ran.stdout.split()


def wrong_answers(pages: list[Page]) -> list[str]:
    """Return a finding for each address that does not answer as a public one should."""
    wrong = []
    for page in pages:
        expected = page.status == 404 if page.path == NOWHERE else page.status < 400
        if not expected and page.status not in SPOKEN_REFUSALS:
            wrong.append(f"{page.path} (linked from {page.found_on or 'nowhere'}): answers {page.status}")
        if page.status in SPOKEN_REFUSALS and not page.is_html:
            wrong.append(f"{page.path}: answers {page.status} without a page that says why")
    return wrong


def broken_feeds(pages: list[Page]) -> list[str]:
    """Return a finding for each feed that is no well-formed XML."""
    broken = []
    for page in pages:
        if "xml" in page.kind:
            try:
                ElementTree.fromstring(page.body)
            except ElementTree.ParseError as error:
                broken.append(f"{page.path}: {error}")
    return broken


def wrong_json_feeds(pages: list[Page]) -> list[str]:
    """Return a finding for each place where a JSON feed is not as its format says."""
    feeds = [page for page in pages if page.kind.startswith("application/feed+json")]
    found = [f"{page.path}: {said}" for page in feeds for said in json_feed.findings(page.body.decode())]
    return found if feeds else ["There is no JSON feed at all."]


def vnu_findings(pages: list[Page]) -> list[str]:
    """Return every error and warning of the Nu HTML checker."""
    with tempfile.TemporaryDirectory() as folder:
        for number, page in enumerate(pages):
            Path(folder, f"{number}.html").write_bytes(page.body)
        command = ["java", "-Xss4m", "-jar", str(JAR), "--format", "json", "--stdout", folder]
        ran = subprocess.run(command, capture_output=True, text=True)
    try:
        messages = json.loads(ran.stdout)["messages"]
    except (ValueError, KeyError) as error:
        raise RuntimeError(f"The Nu HTML checker did not answer:\n{ran.stdout}{ran.stderr}") from error
    findings = [said for said in messages if said["type"] != "info" or said.get("subType") == "warning"]
    return [f"{checked(said, pages)}:{said.get('lastLine', 0)}: {said['message']}" for said in findings]


def html_validate_findings(pages: list[Page]) -> list[str]:
    """Return every finding of html-validate: what the standard and people who do not see ask for."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, ".htmlvalidate.json").write_text(json.dumps(HTML_RULES))
        for number, page in enumerate(pages):
            Path(folder, f"{number}.html").write_bytes(page.body)
        command = [
            "node",
            str(HTML_VALIDATE),
            "--formatter",
            "json",
            *(f"{number}.html" for number in range(len(pages))),
        ]
        # Into a file: it ends before a pipe has taken more than 64 KB.
        said = Path(folder, "said.json")
        with said.open("w") as out:
            ran = subprocess.run(command, cwd=folder, stdout=out, stderr=subprocess.PIPE, text=True)
        answer = said.read_text()
    try:
        files = json.loads(answer)
    except ValueError as error:
        raise RuntimeError(f"html-validate did not answer:\n{answer}{ran.stderr}") from error
    return [
        f"{checked({'url': file['filePath']}, pages)}:{said['line']}: {said['ruleId']}: {said['message']}"
        for file in files
        for said in file["messages"]
    ]


def checked(said: dict, pages: list[Page]) -> str:
    """Return the address of the page that a message is about."""
    number = PurePath(said.get("url", "")).stem
    return pages[int(number)].path if number.isdecimal() else "(the checker itself)"


def blind_spots() -> list[str]:
    """Return a finding when a checker lets a page pass that is plainly wrong: then its silence means nothing."""
    wrong = Page("/wrong/", 200, "text/html", b"<!doctype html><html lang=en><title>x</title><section><b>x</section>")
    checkers = {"the Nu HTML checker": vnu_findings, "html-validate": html_validate_findings}
    blind = [name for name, find in checkers.items() if len(find([wrong])) < 2]
    return [f"{name} lets an unclosed element and a section without heading pass" for name in blind]


def main(var: Path) -> int:
    """Serve the demo newsroom in `var`, crawl, validate; print each finding and a closing line."""
    with newsroom(var) as site:
        stories = story_addresses(var)
        pages = crawl(site, also=[NOWHERE, "/robots.txt", *SAID, *stories])
    documents = [page for page in pages if page.is_html]
    # Neither checker is timed, and each works on one core.
    with ThreadPoolExecutor() as beside:
        nu, html_validate = beside.submit(vnu_findings, documents), beside.submit(html_validate_findings, documents)
    checks = {
        "the demo has at least 20 public stories": [] if len(stories) >= 20 else [f"it has {len(stories)}"],
        f"{len(pages)} addresses answer as they should": wrong_answers(pages),
        "every feed is well-formed": broken_feeds(pages),
        "every JSON feed is as its format says": wrong_json_feeds(pages),
        "the checkers see what is wrong": blind_spots(),
        f"the Nu HTML checker finds nothing in {len(documents)} pages": nu.result(),
        f"html-validate finds nothing in {len(documents)} pages": html_validate.result(),
    }
    for check, findings in checks.items():
        print("FAILED" if findings else "passed", check)
        for finding in findings:
            print("   ", finding)
    failed = sum(bool(findings) for findings in checks.values())
    print(f"{len(checks) - failed} passed, {failed} failed")
    return 1 if failed else 0
