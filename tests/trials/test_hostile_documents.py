"""Hostile and broken documents: none breaks the server, takes long or much, comes in to act; refusals say why."""

from tests.trials.scratch import FULL, newsroom, play

MOST_SECONDS, MOST_MEGABYTES = 10, 500


def test_no_hostile_document_costs_more_than_a_line(tmp_path, capsys):
    with newsroom("sqlite", tmp_path) as env:
        result = play("hostile_documents", env, first=0, count=400 if FULL else 60)
    with capsys.disabled():
        print(
            "\n| kind | sent | refused | taken in | slowest, s | a child's peak so far, MB |\n|---|---|---|---|---|---|"
        )
        for kind, row in result["rows"].items():
            sums = f"{row['sent']} | {row['refused']} | {row['taken']} | {row['slowest']} | {row['peak'] // 1024}"
            print(f"| {kind} | {sums} |")
        print(
            f"the most any child took: {result['most'] // 1024} MB; "
            f"the process that makes the files and serves: {result['own'] // 1024} MB"
        )
    assert result["errors"] == result["silent"] == result["let_in"] == []
    assert result["down"] == 0
    assert max(row["slowest"] for row in result["rows"].values()) < MOST_SECONDS
    assert max(result["most"], *(row["peak"] for row in result["rows"].values())) < MOST_MEGABYTES * 1024
