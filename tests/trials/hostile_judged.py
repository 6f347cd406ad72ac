"""What every trial of hostile files has to find: no trouble, none that takes long or much; and the table it prints."""

from tests.trials.scratch import newsroom, play

MOST_SECONDS, MOST_MEGABYTES = 10, 500


def judge(script: str, count: int, tmp_path, capsys) -> None:
    """Play a script of `hostile_sending` with so many files, print its table, and fail on whatever it found."""
    with newsroom("sqlite", tmp_path) as env:
        result = play(script, env, first=0, count=count)
    with capsys.disabled():
        print(_table(result))
    assert result["trouble"] == []
    assert result["down"] == 0
    assert max(row["slowest"] for row in result["rows"].values()) < MOST_SECONDS
    assert max(result["most"], *(row["peak"] for row in result["rows"].values())) < MOST_MEGABYTES * 1024


def _table(result: dict) -> str:
    lines = [
        "\n| kind | sent | refused | taken in | slowest, s | a child's peak so far, MB |",
        "|---|---|---|---|---|---|",
    ]
    for kind, row in result["rows"].items():
        sums = f"{row['sent']} | {row['refused']} | {row['taken']} | {row['slowest']} | {row['peak'] // 1024}"
        lines.append(f"| {kind} | {sums} |")
    most, own = result["most"] // 1024, result["own"] // 1024
    return "\n".join(
        [*lines, f"the most any child took: {most} MB; the process that makes the files and serves: {own} MB"]
    )
