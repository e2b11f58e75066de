#!/usr/bin/env python3
"""HTML reports are whole, run nothing and ask nobody for anything.

Looks at the golden files of tests/ui/test_report.c.  Speaks TAP.
Usage: report_html.py SOURCE_ROOT
"""
import base64
import hashlib
import os
import re
import sys
from html.parser import HTMLParser

GOLDEN = os.path.join(sys.argv[1], "tests/ui/golden")
PAGES = ["report-review-html.txt", "report-aar-html.txt",
         "report-postmortem-html.txt", "report-compare-html.txt"]
VOID = {"meta", "br"}
# SVG shapes may close themselves.
SHAPES = {"path", "rect", "circle"}


class Page(HTMLParser):
    """Whether every element is closed where it should be, and what is there."""

    def __init__(self, text):
        super().__init__()
        self.open, self.ids, self.wrong, self.attributes = [], [], [], []
        self.tags, self.style = set(), ""
        self.feed(text)
        self.close()
        self.wrong += [f"<{tag}> is never closed" for tag in self.open]

    def note(self, tag, attributes):
        self.tags.add(tag)
        for name, value in attributes:
            self.attributes.append((tag, name, value or ""))
            if name == "id":
                self.ids.append(value)

    def handle_starttag(self, tag, attributes):
        self.note(tag, attributes)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.note(tag, attributes)
        if tag not in SHAPES:
            self.wrong.append(f"<{tag}/> closes itself")

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes something else")

    def handle_data(self, data):
        if self.open and self.open[-1] == "style":
            self.style += data


def read(name):
    with open(os.path.join(GOLDEN, name), encoding="utf-8") as file:
        return file.read()


def well_formed(text, page):
    assert text.startswith("<!doctype html>\n"), text[:40]
    assert not page.wrong, page.wrong
    assert len(page.ids) == len(set(page.ids)), page.ids


def runs_nothing(text, page):
    assert not page.tags & {"script", "iframe", "object", "embed", "link",
                            "img", "form", "base"}, page.tags
    for tag, name, value in page.attributes:
        assert not name.startswith("on"), (tag, name)
        assert name not in {"src", "style", "srcset", "xlink:href"}, (tag, name)
        assert name != "href" or value.startswith("#"), value
    assert "url(" not in text and "@import" not in text
    assert not re.search(r"[a-z]+://", text)


def policy_is_strict(text, page):
    policy = [value for tag, name, value in page.attributes
              if tag == "meta" and name == "content" and "default-src" in value]
    digest = base64.b64encode(hashlib.sha256(page.style.encode()).digest())
    assert policy == ["default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; "
                      "form-action 'none'" % digest.decode()], \
        f"page_style_hash in ui/report/page_style.c must be {digest.decode()}"


def charts_are_told(text, page):
    charts = text.count("<svg viewBox=\"0 0 860")
    assert charts == len(re.findall(r'role="img" aria-labelledby="(chart\d+)-title '
                                    r'\1-desc"', text)), charts
    for number in range(1, charts + 1):
        assert f"chart{number}-title" in page.ids
        assert f"chart{number}-desc" in page.ids


def fits_all_readers(text, page):
    for rule in ["prefers-color-scheme:dark", "@media print", "break-inside:avoid",
                 "overflow-x:auto"]:
        assert rule in page.style, rule
    assert 'name="viewport"' in text and '<html lang="en">' in text
    for link in re.findall(r'href="#([^"]+)"', text):
        assert link in page.ids, link


CHECKS = [well_formed, runs_nothing, policy_is_strict, charts_are_told,
          fits_all_readers]


def main():
    failed, number = 0, 0
    print(f"1..{len(PAGES) * len(CHECKS)}")
    for name in PAGES:
        text = read(name)
        page = Page(text)
        for check in CHECKS:
            number += 1
            words = f"{name}: {check.__name__.replace('_', ' ')}"
            try:
                check(text, page)
                print(f"ok {number} - {words}")
            except AssertionError as error:
                failed += 1
                print(f"not ok {number} - {words}\n# {error}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
