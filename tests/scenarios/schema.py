#!/usr/bin/env python3
"""Shows that the published schemas and the loaders agree.

Good files are good to both.  Then each place of each file is broken in every way
that a schema can see (another type, a key more, a key less, a number out of all
bounds), and both are asked again.  What the schema refuses the loader must
refuse; what the loader refuses the schema must refuse too, unless it is for a
reason that no schema can know, such as a name that leads nowhere.

usage: schema.py ROOT VERDICTS
"""

import copy
import glob
import json
import os
import re
import subprocess
import sys
import warnings

warnings.simplefilter("ignore")
import jsonschema  # noqa: E402
from jsonschema import Draft202012Validator  # noqa: E402

# Reasons that only somebody who reads the whole pack can have.
MEANT = re.compile(
    r"there is no |twice|no such|nothing to|leads nowhere|is not known|did you mean|circle"
    r"|must not be below|for each value|goes with|needs a draw|draw|the highest|lie within"
    r"|must be set by|is named|must name|of type|already|every source|all sources|cannot|parameter"
    r"|set/[\w.-]+: this must be a number|needs an amount|is missing here|has no source|changes nothing|does nothing"
    r"|only with|\bvalue\b|for every|must be from|longer than|before|shorter|between|attribute|belongs"
)


class Loader:
    """The loaders, asked through a pipe."""

    def __init__(self, program, mode):
        self.process = subprocess.Popen(
            [program, mode], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def ask(self, name, value):
        data = json.dumps(value).encode()
        self.process.stdin.write(f"{name} {len(data)}\n".encode() + data)
        self.process.stdin.flush()
        return self.process.stdout.readline().decode().rstrip("\n")

    def close(self):
        self.process.stdin.close()
        return self.process.wait()


def renamed(schema, prefix):
    """The schema with its own references pointing to definitions of another name."""
    if isinstance(schema, dict):
        return {
            key: value.replace("#/$defs/", "#/$defs/" + prefix)
            if key == "$ref" and isinstance(value, str)
            else renamed(value, prefix)
            for key, value in schema.items()
        }
    return [renamed(item, prefix) for item in schema] if isinstance(schema, list) else schema


def bundled(scenario, model):
    """Both in one, so that nothing has to be looked up elsewhere."""
    bundle = copy.deepcopy(scenario)
    inner = renamed(model, "model-")
    for name, schema in inner.pop("$defs").items():
        bundle["$defs"]["model-" + name] = schema
    assert bundle["properties"]["model"] == {"$ref": "model.schema.json"}
    bundle["properties"]["model"] = {k: v for k, v in inner.items() if k not in ("$id", "$schema")}
    return bundle


def validators(root):
    """Name of a file -> what checks it."""
    schemas = {}
    for path in glob.glob(os.path.join(root, "schema", "*.schema.json")):
        with open(path, encoding="utf-8") as file:
            schema = json.load(file)
        Draft202012Validator.check_schema(schema)
        schemas[os.path.basename(path).split(".")[0]] = schema
    schemas["scenario"] = bundled(schemas["scenario"], schemas["model"])
    schemas["node"] = {"$ref": "#/$defs/node", "$defs": schemas["model"]["$defs"]}
    return {name: Draft202012Validator(schema) for name, schema in schemas.items()}


def places(value, path=()):
    """Every place of a document, outermost first."""
    yield path, value
    if isinstance(value, dict):
        for key, item in value.items():
            yield from places(item, path + (key,))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from places(item, path + (index,))


def kind_of_place(path, value):
    """Places that differ only in an index or in a name of their own are alike."""
    return (tuple("*" if isinstance(step, int) else step for step in path), type(value).__name__)


def wrong_types(value):
    if isinstance(value, bool):
        return ["yes", 7.5]
    if isinstance(value, (int, float)):
        return ["7", -1e308, 1e308]
    if isinstance(value, str):
        return [7.25, {}]
    if isinstance(value, list):
        return ["x y", {}]
    return ["x y", []]


def breakages(document):
    """Changed copies of the document, each with where it was changed."""
    seen = set()
    for path, value in places(document):
        kind = kind_of_place(path, value)
        # the model of a scenario is broken as a file of its own
        if kind in seen or (path and path[-1] == "comment") or path[:1] == ("model",):
            continue
        seen.add(kind)
        for wrong in wrong_types(value):
            yield path, f"= {wrong!r}", changed(document, path, lambda _, w=wrong: w)
        if isinstance(value, dict):
            yield path, "and a key more", changed(document, path, lambda v: {**v, "zz-top": 1})
            for key in value:
                yield path + (key,), "left out", changed(
                    document, path, lambda v, k=key: {a: b for a, b in v.items() if a != k}
                )
        elif isinstance(value, list):
            yield path, "emptied", changed(document, path, lambda _: [])


def changed(document, path, how):
    document = copy.deepcopy(document)
    if not path:
        return how(document)
    holder = document
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = how(holder[path[-1]])
    return document


def fitting(checks, name, path, broken):
    """Of a model with one broken node only that is looked at: the others are good."""
    if path[:1] == ("nodes",) and len(path) > 1 and path[1] in broken["nodes"]:
        return checks["node"].is_valid(broken["nodes"][path[1]])
    return checks[name].is_valid(broken)


def compare(checks, loader, name, document):
    """Yields what they do not agree in; the last item is how many were tried."""
    tried = 0
    for path, what, broken in breakages(document):
        said = loader.ask(name + ".json", broken)
        fits = fitting(checks, name, path, broken)
        tried += 1
        place = "/" + "/".join(map(str, path))
        if said == "ok" and not fits:
            error = jsonschema.exceptions.best_match(checks[name].iter_errors(broken))
            yield f"{name} {place} {what}: only the schema refuses: {error.message[:160]}"
        elif said != "ok" and fits and not MEANT.search(said):
            yield f"{name} {place} {what}: only the loader refuses: {said[:200]}"
    yield tried


def enriched(scenario):
    """The small scenario with what it does without."""
    variant, measure = scenario["variants"][0], scenario["mitigations"][0]
    rate = next(iter(scenario["variants"][0]["timeline"][0]["set"]))
    change = {"scale": {rate: 1.5}}
    scenario["forward"] = {
        "days": 20,
        "week": [1, 1, 1, 1, 1, 0.5, 0.5],
        "due_days": {"now": 1, "days": 7, "weeks": 14},
        "launch": {"title": "Fair", "day": 3, "hour": 9, "hours": 2, "traffic": 2, "p95_s": 60, **change},
        "slowdown": {"title": "Slow", "day": 9, "hour": 9, "hours": 2, **change},
        **change,
    }
    variant["later"] = {
        "text": "It comes again.",
        "again": [{"weekdays": ["mon", "tue"], "hour": 9, "hours": 1, **change}],
        **change,
    }
    variant["chain"] = [
        "A link alone.",
        {"text": "One that shows.", "shows": {"panel": "billing"}, "when": {"figure": "spend_ratio", "above": 2}, "told": "end"},
    ]
    variant["par_plan"] = ["plan weeks " + measure["id"]]
    measure.update(daily_usd=5, ready_days=3)
    scenario["unit"] = {"one": "picture", "many": "pictures"}
    scenario["screen"]["overview"] = [{"title": "Spend", "figure": "spend_ratio", "warn": 2, "bad": 3}]
    return scenario


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def missing_keys(root):
    """Keys that the loader of packs reads and no schema has."""
    sys.path.insert(0, os.path.join(root, "tests", "scenarios"))
    from format_doc import keys_of

    text = ""
    for name in ("scenario", "stakeholders"):
        with open(os.path.join(root, "schema", name + ".schema.json"), encoding="utf-8") as file:
            text += file.read()
    return [f"{key}, read by {file}" for key, file in keys_of(root).items() if f'"{key}"' not in text]


def report(number, title, complaints):
    print(f"{'not ok' if complaints else 'ok'} {number} - {title}")
    for complaint in complaints[:40]:
        print(f"# {complaint}")
    return not complaints


def main():
    root, program = sys.argv[1:3]
    checks = validators(root)
    packs = sorted(glob.glob(os.path.join(root, "scenarios", "*", "scenario.json")))
    packs.append(os.path.join(root, "tests", "data", "packs", "tiny", "scenario.json"))
    models = sorted(glob.glob(os.path.join(root, "examples", "models", "*.json")))
    good, bad = [], []
    tried = 0

    for path in packs:
        folder = os.path.dirname(path)
        for name in ("scenario", "stakeholders"):
            document = read(os.path.join(folder, name + ".json"))
            good += [f"{path}: {e.message[:160]}" for e in checks[name].iter_errors(document)]
        if os.path.exists(os.path.join(folder, "par.json")):
            document = read(os.path.join(folder, "par.json"))
            good += [f"{folder}/par.json: {e.message[:160]}" for e in checks["par"].iter_errors(document)]
    for path in sorted(glob.glob(os.path.join(root, "worksheets", "*", "worksheet.json"))):
        good += [f"{path}: {e.message[:160]}" for e in checks["worksheet"].iter_errors(read(path))]
    for path in models:
        good += [f"{path}: {e.message[:160]}" for e in checks["model"].iter_errors(read(path))]

    tiny = os.path.dirname(packs[-1])
    loader = Loader(program, tiny)
    for name in ("scenario", "stakeholders"):
        document = read(os.path.join(tiny, name + ".json"))
        if name == "scenario":
            document = enriched(document)
        said = loader.ask(name + ".json", document)
        good += [] if said == "ok" else [f"{name}.json with all keys: {said}"]
        for item in compare(checks, loader, name, document):
            if isinstance(item, int):
                tried += item
            else:
                bad.append(item)
    status = loader.close()
    loader = Loader(program, "--model")
    document = read(os.path.join(root, "tests", "data", "every-node.json"))
    good += [] if loader.ask("model.json", document) == "ok" else ["every-node.json"]
    for item in compare(checks, loader, "model", document):
        if isinstance(item, int):
            tried += item
        else:
            bad.append(item)
    status |= loader.close()

    print("1..4")
    fine = report(1, "every pack and model here fits the schemas", good)
    fine &= report(2, f"schemas and loaders agree on {tried} broken files", bad)
    fine &= report(3, "all were asked", [] if tried > 1200 and status == 0 else [f"{tried}"])
    fine &= report(4, "the schemas have every key of a pack", missing_keys(root))
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
