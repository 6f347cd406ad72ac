"""What a file's Content Credentials say, in few words: who signed, with what, what was done, out of what."""

from itertools import islice

from newsroom.record.canonical import clean_text

_MOST_ACTIONS, _MOST_INGREDIENTS, _MOST_WHY, _LONGEST = 30, 20, 10, 200
# How far back the pictures are followed that one was made of.
_DEEPEST = 8
_AI = ("trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia")
# What says that the bytes are others than those that were signed, and not that the signer is in doubt.
_CHANGED = ("mismatch", "assertion.missing", "assertion.inaccessible", "assertion.undeclared", "claim.multiple")


def told(store: dict) -> dict:
    """Return the state and what the newest of a file's manifests says; strangers' texts are cleaned and cut."""
    manifests = store.get("manifests") or {}
    label = store.get("active_manifest") or ""
    active = manifests.get(label) or {}
    signature = active.get("signature_info") or {}
    codes = _codes(store, "failure")
    return {
        "state": _state(store.get("validation_state"), codes),
        "why": [_short(code) for code in codes[:_MOST_WHY]],
        "signer": _short(signature.get("issuer")),
        "signer_name": _short(signature.get("common_name")),
        "signed_at": _short(signature.get("time")),
        "stamped": int(any(code.startswith("timeStamp.trusted") for code in _codes(store, "success"))),
        "tool": _tool(active),
        "actions": [_action(each) for each in islice(_actions(active), _MOST_ACTIONS)],
        "ingredients": [_ingredient(each, manifests) for each in _list(active, "ingredients")[:_MOST_INGREDIENTS]],
        **_made(manifests, label),
    }


def _codes(store: dict, kind: str) -> list[str]:
    results = (store.get("validation_results") or {}).get("activeManifest") or {}
    return [str(each.get("code", "")) for each in results.get(kind) or [] if isinstance(each, dict)]


def _state(verdict: object, failures: list[str]) -> str:
    if verdict in ("Trusted", "Valid"):
        return "trusted" if verdict == "Trusted" else "unknown"
    return "altered" if any(part in code for code in failures for part in _CHANGED) else "broken"


def _short(value: object) -> str:
    if not isinstance(value, str):
        return ""
    return clean_text(value[: _LONGEST * 4]).replace("\n", " ").strip()[:_LONGEST]


def _list(of: object, name: str) -> list[dict]:
    found = of.get(name) if isinstance(of, dict) else None
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _named(program: object) -> str:
    """Return a program's name and version, however the standard's versions write it."""
    if not isinstance(program, dict):
        return _short(program)
    return f"{_short(program.get('name'))} {_short(program.get('version'))}".strip()


def _tool(manifest: dict) -> str:
    known = _list(manifest, "claim_generator_info")
    return _named(known[0]) if known else _short(manifest.get("claim_generator"))


def _actions(manifest: dict):
    for assertion in _list(manifest, "assertions"):
        if str(assertion.get("label", "")).startswith("c2pa.actions"):
            yield from _list(assertion.get("data"), "actions")


def _action(action: dict) -> dict[str, str]:
    return {
        "what": _short(action.get("action")),
        "with": _named(action.get("softwareAgent")),
        "when": _short(action.get("when")),
        "made": _short(action.get("digitalSourceType")),
    }


def _ingredient(ingredient: dict, manifests: dict) -> dict[str, str]:
    signed = (manifests.get(ingredient.get("active_manifest")) or {}).get("signature_info") or {}
    return {
        "title": _short(ingredient.get("title")),
        "relation": _short(ingredient.get("relationship")),
        "signer": _short(signed.get("issuer")) or _short(signed.get("common_name")),
    }


def _made(manifests: dict, label: str) -> dict[str, str]:
    """Return how the picture was made, by all its actions and by what it was made of, and with which program.

    What a model made stays that; one that a model had a hand in later, or that has such a picture in it, was altered.
    """
    first, rest = _sources(manifests, label)
    made = next((each for each in first if _code(each) == _AI[0]), None)
    made = made or next((each for each in [*first, *rest] if _code(each) in _AI), None)
    if made is None:
        made = next(iter(first), None)
        return {"made": made["made"], "made_with": ""} if made else {"made": "", "made_with": ""}
    if made not in first:
        made = {**made, "made": made["made"].replace(_code(made), _AI[1])}
    return {"made": made["made"], "made_with": made["with"]}


def _code(action: dict[str, str]) -> str:
    return action["made"].rstrip("/").rpartition("/")[2]


def _sources(manifests: dict, label: str) -> tuple[list[dict], list[dict]]:
    """Return what was said when it, or what it is a version of, was made; and what was done since or put into it."""
    first, rest, seen = [], [], set()
    waiting = [(label, True, 0)]
    while waiting:
        label, whole, deep = waiting.pop()
        if label in seen or deep > _DEEPEST:
            continue
        seen.add(label)
        manifest = manifests.get(label) or {}
        for action in islice(_actions(manifest), _MOST_ACTIONS):
            said = _action(action)
            (first if whole and said["what"] == "c2pa.created" else rest).append(said)
        for ingredient in _list(manifest, "ingredients")[:_MOST_INGREDIENTS]:
            relation = ingredient.get("relationship")
            if relation != "inputTo":
                waiting.append((ingredient.get("active_manifest"), whole and relation == "parentOf", deep + 1))
    return [each for each in first if each["made"]], [each for each in rest if each["made"]]
