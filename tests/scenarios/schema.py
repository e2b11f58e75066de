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
import shutil
import subprocess
import sys
import tempfile
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
    r"|add up to|are worth|no lexicon has|no concept|no text|no element|no audience|no such part"
    r"|only with|\bvalue\b|for every|must be from|longer than|before|shorter|between|attribute|belongs"
)


class Loader:
    """The loaders, asked through a pipe."""

    def __init__(self, program, *mode):
        self.process = subprocess.Popen(
            [program, *mode], stdin=subprocess.PIPE, stdout=subprocess.PIPE
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


def enriched_rubric(rubric):
    """The small rubric with every setting of every judge."""
    settings = {
        "evidence": {"before_conclusion": True, "need": 1, "items": [
            {"name": "the bill", "panel": "billing", "key": "by", "values": ["tenant"]}],
            "named": {"name": "the hop", "share": 0.5, "words": "hop|span", "need": 2}},
        "hypotheses": {"check": ["c"], "impact": ["billing"], "impact_by": "05:00", "rule_out": 2},
        "contain": {"categories": ["caps"], "by": "20:00", "without": 0.2},
        "reliability": {"categories": ["caps"], "need": 2, "planned": 0.5},
        "planned": {"categories": ["caps"], "phases": ["days"], "need": 2},
        "tradeoffs": {"need": 3},
        "dependency": {"words": "limit", "named": "vendor", "avoid": ["m"], "categories": ["caps"],
                       "ambiguous": {"m": "words"}},
        "choice": {"need": 2, "most": 10},
        "phases": {"now": ["caps"], "now_else": ["m"], "by": "10:00", "days": ["caps"],
                   "weeks": ["caps"], "order": [{"first": ["m"], "then": ["n"], "why": "It is so."}]},
        "guardrails": {"need": 3},
        "owners": {"need": 3},
        "message": {"audience": "manager", "by": "06:00", "late": "25:00"},
        "cadence": {"first": "05:00", "silence": "30:00", "crowd": "04:00"},
        "honesty": {"need": 3},
    }
    finding = {"contain": "without", "reliability": "unaided", "dependency": "scaled", "choice": "everything",
               "message": "silent", "cadence": "silent", "honesty": "silent"}
    text = {key: "A sentence." for key in ("strength", "weakness", "better", "practise")}
    why = {"full": "All.", "part": "Some.", "none": "None."}
    rubric["parts"] = [
        {"id": judge, "title": "T", "red_flag": "R", "good": "G", "fair": "F", "poor": "P",
         "criteria": [{"id": judge, "title": "T", "points": 10 / len(settings), "judge": judge,
                       "settings": value, "why": why, **text,
                       "cases": {finding[judge]: {"why": why, **text}} if judge in finding else {}}]}
        for judge, value in settings.items()
    ]
    return rubric


def enriched_question(question):
    """The small question with every key that it may have."""
    part = question["parts"][0]
    part.update(heading="leak", signs="leak", tentative="if", only_told=False, asks=True)
    criterion = part["criteria"][0]
    criterion.update({"in": "a", "judge": "items", "need": 1})
    criterion["items"][0].update(need=1, worth=1)
    criterion["items"][0]["of"].append({"is": "look", "worth": 0.5})
    question["parts"][1]["criteria"][0].update(judge="tradeoffs", need=2)
    question["follow_ups"][0]["points"][1].update(need=1, worth=1)
    question["context"].update(
        {key: "leak" for key in ("telling", "denial_after", "undenial", "filler", "jargon", "tradeoff_title",
                                 "tradeoff_cue", "cost", "choosing")},
        audiences={"crew": "look"}, laymen=["crew"], phases={"now": "if"})
    question["shared"] = ["lexicon"]
    question["copies"] = ["Your boat takes in water."]
    question["measures"] = [{"name": "bailing", "concept": "bail", "costs": "if|leak"}]
    question["harms"] = [{"name": "drilling", "of": ["leak"], "need": 1, "unless": True, "weakness": "No.",
                          "cuts": "a1", "keeps": 0.5}]
    return question


# What a type alone does not tell.
SAID_WRONGLY = (
    ("rubric", ("parts", 0, "criteria", 0, "judge"), "evidense"),
    ("rubric", ("parts", 11, "criteria", 0, "settings", "by"), "soon"),
    ("rubric", ("parts", 11, "criteria", 0, "settings", "late"), "1:2"),
    ("rubric", ("parts", 0, "criteria", 0, "settings", "need"), 0),
    ("rubric", ("parts", 0, "criteria", 0, "settings", "named", "share"), 1.5),
    ("rubric", ("parts", 0, "criteria", 0, "points"), 0),
    ("rubric", ("parts", 0, "criteria", 0, "cases"), {"silent": {}}),
    ("rubric", ("parts", 2, "criteria", 0, "cases"), {"silent": {}}),
    ("rubric", ("format",), 2),
    ("rubric", ("pass",), 10.5),
    ("par", ("format",), 2),
    ("question", ("format",), 2),
    ("question", ("minutes",), 241),
    ("question", ("parts", 0, "criteria", 0, "judge"), "guess"),
    ("question", ("parts", 0, "criteria", 0, "items", 0, "need"), 0),
    ("question", ("follow_ups",), ["a", "b", "c", "d"]),
    ("question", ("shared",), ["../../secret"]),
    ("lexicon", ("concepts", "leak"), [" "]),
    ("lexicon", ("format",), 2),
)


def wrongly_said(checks, loader, name, document):
    """Yields what only one of the two refuses, or none; then how many were tried."""
    tried = 0
    for file, path, value in SAID_WRONGLY:
        if file != name:
            continue
        tried += 1
        broken = changed(document, path, lambda _, v=value: v)
        said = loader.ask(name + ".json", broken)
        if said == "ok" or checks[name].is_valid(broken):
            yield f"{name} /{'/'.join(map(str, path))} = {value!r}: {said}; schema: {checks[name].is_valid(broken)}"
    yield tried


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


class Trial:
    """Asks schemas and loaders, and gathers what they do not agree in."""

    def __init__(self, checks):
        self.checks, self.good, self.bad, self.tried, self.status = checks, [], [], 0, 0

    def fits(self, name, path):
        self.good += [f"{path}: {e.message[:160]}" for e in self.checks[name].iter_errors(read(path))]

    def ask(self, loader, name, document):
        said = loader.ask(name + ".json", document)
        if said != "ok":
            self.good.append(f"{name}.json with all keys: {said}")
        self.good += [f"{name} with all keys: {e.message[:160]}" for e in self.checks[name].iter_errors(document)]
        for differences in (compare, wrongly_said):
            for item in differences(self.checks, loader, name, document):
                if isinstance(item, int):
                    self.tried += item
                else:
                    self.bad.append(item)
        # the next document is tried beside a good one
        loader.ask(name + ".json", document)

    def end(self, loader):
        self.status |= loader.close()


def all_files_fit(root, trial):
    """Each file of each pack and question has a schema, and fits it."""
    tests = os.path.join(root, "tests", "data")
    folders = glob.glob(os.path.join(root, "scenarios", "*", "scenario.json"))
    folders += [os.path.join(tests, "packs", "tiny", "scenario.json")]
    for folder in sorted(map(os.path.dirname, folders)):
        for path in glob.glob(os.path.join(folder, "*.json")):
            trial.fits(os.path.basename(path)[:-len(".json")], path)
    for path in sorted(glob.glob(os.path.join(root, "worksheets", "*", "worksheet.json"))):
        trial.fits("worksheet", path)
    for path in sorted(glob.glob(os.path.join(root, "examples", "models", "*.json"))):
        trial.fits("model", path)
    for home in (os.path.join(root, "questions"), os.path.join(tests, "questions")):
        for path in glob.glob(os.path.join(home, "**", "*.json"), recursive=True):
            trial.fits("question" if path.endswith("question.json") else "lexicon", path)


def try_pack(root, program, trial):
    """scenario.json, stakeholders.json, rubric.json and par.json, each broken by itself."""
    tiny = os.path.join(root, "tests", "data", "packs", "tiny")
    loader = Loader(program, tiny)
    trial.ask(loader, "scenario", enriched(read(os.path.join(tiny, "scenario.json"))))
    trial.ask(loader, "stakeholders", read(os.path.join(tiny, "stakeholders.json")))
    rubric = enriched_rubric(read(os.path.join(root, "tests", "data", "rubric-tiny.json")))
    trial.ask(loader, "rubric", rubric)
    par = {"loss_usd": 5, "noise_usd": 1, "seeds": 8, "lines": ["00:30 apply spend-cap"]}
    trial.ask(loader, "par", {"format": 1, "made_for": "0" * 16, "engine": 1, "variants": {"preset": par}})
    trial.end(loader)


def try_question(root, program, trial):
    """question.json and a lexicon, in a copy of the small question."""
    with tempfile.TemporaryDirectory() as home:
        shutil.copytree(os.path.join(root, "tests", "data", "questions"), home, dirs_exist_ok=True)
        tiny = os.path.join(home, "tiny")
        loader = Loader(program, "--question", tiny)
        trial.ask(loader, "question", enriched_question(read(os.path.join(tiny, "question.json"))))
        trial.ask(loader, "lexicon", read(os.path.join(tiny, "lexicon.json")))
        trial.end(loader)


def try_model(root, program, trial):
    loader = Loader(program, "--model")
    trial.ask(loader, "model", read(os.path.join(root, "tests", "data", "every-node.json")))
    trial.end(loader)


def main():
    root, program = sys.argv[1:3]
    trial = Trial(validators(root))
    all_files_fit(root, trial)
    for part in (try_pack, try_question, try_model):
        part(root, program, trial)
    asked = [] if trial.tried > 1800 and trial.status == 0 else [f"{trial.tried}, status {trial.status}"]

    print("1..4")
    fine = report(1, "every pack, question, worksheet and model here fits the schemas", trial.good)
    fine &= report(2, f"schemas and loaders agree on {trial.tried} broken files", trial.bad)
    fine &= report(3, "all were asked", asked)
    fine &= report(4, "the schemas have every key of a pack", missing_keys(root))
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
