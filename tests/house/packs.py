"""What belongs to one scenario is named in its pack and nowhere in C."""

import json
import os
import re

import tree

# Words that the formats and the rooms define themselves, audiences and kinds of
# customers among them; packs use them too.
SHARED = set(
    """
    manager product finance customers support vendor press account oncall team
    errors p95 p99 spend spend-cap preset tenant
    backoff breaker card established full idempotency jitter live machine model
    new other practice quote release settings slow wait
    """.split()
)
ROOMS = tuple(
    f"{room}/"
    for room in "base sim scenarios drill debrief scoring ui cli store connect".split()
)
STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
COMMENT = re.compile(r"/\*.*?\*/", re.S)
INCLUDE = re.compile(r"^\s*#\s*include.*$", re.M)


def load(root, folder, name):
    """One file of a pack; nothing when the pack has none."""
    path = os.path.join(root, "scenarios", folder, name)
    if not os.path.exists(path):
        return {}
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def ids_of(scenario, stakeholders):
    """What a pack calls its own things; a node of one word may be anybody's word."""
    model, screen = scenario.get("model", {}), scenario.get("screen", {})
    if "id" in scenario:
        yield scenario["id"]
    for kind in ("causes", "variants", "mitigations", "alerts", "injects"):
        for item in scenario.get(kind, []):
            yield item["id"]
            if "title" in item:
                yield item["title"]
    for who in stakeholders.get("stakeholders", []):
        yield from (who["id"], who["name"])
    yield from (node for node in model.get("nodes", {}) if "-" in node)
    for values in model.get("attributes", {}).values():
        yield from (value for value in values if len(value) > 2)
    yield from (page["title"] for page in screen.get("runbook", []))


def words_of(scenario, stakeholders):
    """Words that no sentence of ours may hold."""
    yield from scenario.get("unit", {}).values()
    yield from scenario.get("screen", {}).get("private", [])
    for who in stakeholders.get("stakeholders", []):
        yield from re.findall(r"\w+", who["name"])[:2]


def packs(root):
    """The names of every pack: whole strings, and words within strings."""
    whole, words = {}, {}
    home = os.path.join(root, "scenarios")
    folders = sorted(os.listdir(home)) if os.path.isdir(home) else []
    for folder in folders:
        scenario = load(root, folder, "scenario.json")
        stakeholders = load(root, folder, "stakeholders.json")
        if scenario:
            whole.update({name: folder for name in ids_of(scenario, stakeholders)})
            words.update({name.lower(): folder for name in words_of(scenario, stakeholders)})
    words.update({name: home for name, home in whole.items() if "-" in name})
    return whole, words


def scenario_names(root):
    """No string in C names what only a scenario has."""
    whole, words = packs(root)
    words = {word: home for word, home in words.items() if len(word) > 2}
    if not words:
        return
    inside = re.compile(r"(?<![\w-])(" + "|".join(map(re.escape, sorted(words))) + r")(?![\w-])", re.I)
    for path in tree.sources(root):
        if not path.startswith(ROOMS):
            continue
        with open(os.path.join(root, path), encoding="utf-8") as file:
            text = COMMENT.sub(lambda match: "\n" * match.group().count("\n"), file.read())
        text = INCLUDE.sub("", text)
        for match in STRING.finditer(text):
            said = match.group(1)
            found = inside.search(said)
            name = said if said in whole and said not in SHARED else found and found.group(1)
            if name and name.lower() not in SHARED:
                number = text.count("\n", 0, match.start()) + 1
                yield f"{path}:{number}: '{name}' is of {words.get(name.lower(), whole.get(name))}"


RULES = [scenario_names]
