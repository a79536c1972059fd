"""Small readers of what the exports write, made after how an LMS reads it and not after the writers."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection
from dataclasses import dataclass, field
from html import unescape
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

QTI = {"q": "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"}


@dataclass
class Answer:
    """An answer as an LMS has it: HTML, percentage of a tick, feedback."""

    html: str
    fraction: float
    feedback: str


@dataclass
class Item:
    """A question as an LMS has it; ``several`` says whether more than one answer can be ticked."""

    name: str
    category: str
    stem: str
    general: str
    several: bool
    answers: list[Answer] = field(default_factory=list)

    def score(self, ticked: Collection[int]) -> float:
        """Return what Moodle gives: the sum of the fractions, no less than 0 and no more than 1."""
        return min(1.0, max(0.0, sum(self.answers[place].fraction for place in ticked) / 100))


def read_moodle(content: bytes) -> list[Item]:
    """Return the questions of a Moodle XML file."""
    items, category = [], ""
    for node in ElementTree.fromstring(content):
        if node.get("type") == "category":
            category = _text(node, "category/text")
            continue
        assert node.get("type") == "multichoice"
        assert {one.get("format") for one in node.iter() if one.tag in ("questiontext", "answer", "feedback")} == {
            "html"
        }
        item = Item(
            _text(node, "name/text"),
            category,
            _text(node, "questiontext/text"),
            _text(node, "generalfeedback/text"),
            _text(node, "single") == "false",
        )
        for one in node.findall("answer"):
            item.answers.append(Answer(_text(one, "text"), float(one.attrib["fraction"]), _text(one, "feedback/text")))
        items.append(item)
    return items


_ESCAPES = {f"\\{sign}": f"\0{ord(sign)}\0" for sign in ":#={}~"} | {"\\n": "\x0010\0"}


def read_gift(content: bytes) -> list[Item]:
    """Return the questions of a GIFT file: blocks between empty lines, escapes first, then the structure."""
    items, category = [], ""
    for block in re.split(r"\n[ \t]*\n", content.decode()):
        lines = [line for line in block.splitlines() if not line.strip().startswith("//")]
        text = _hide(" \n".join(lines).strip())
        if text.startswith("$CATEGORY:"):
            category = text.removeprefix("$CATEGORY:").strip()
            continue
        if not text:
            continue
        match = re.fullmatch(r"::(.*?)::([^{}]*)\{([^{}]*)\}", text, re.DOTALL)
        assert match, text
        answers, _, general = match[3].rpartition("####")
        item = Item(match[1], category, _html(match[2]), _html(general), "=" not in answers)
        for part in answers.split("~")[1:]:
            weighted = re.match(r"%(-?\d{1,3}(?:\.\d+)?)%", part)
            assert weighted, part
            html, _, feedback = part[weighted.end() :].partition("#")
            item.answers.append(Answer(_html(html), float(weighted[1]), _html(feedback)))
        items.append(item)
    return items


def _hide(text: str) -> str:
    text = text.replace("\\\\", "\x0092\0")
    for escape, hidden in _ESCAPES.items():
        text = text.replace(escape, hidden)
    assert "\\" not in text, "a backslash that escapes nothing"
    return text


def _html(text: str) -> str:
    text = text.strip()
    assert text.startswith("[html]"), text
    return re.sub("\0(\\d+)\0", lambda match: chr(int(match[1])), text.removeprefix("[html]"))


@dataclass
class QtiItem:
    """A question of a QTI package: what is shown, and which set of answers earns the points."""

    title: str
    kind: str
    stem: str
    answers: dict[str, str]
    right: set[str]
    wrong: set[str]
    feedback: dict[str, str]

    def score(self, ticked: Collection[str]) -> float:
        """Return the points: all for exactly the right ticks, else none."""
        return 1.0 if self.right <= set(ticked) and not self.wrong & set(ticked) else 0.0


def read_qti(content: bytes) -> list[QtiItem]:
    """Return the questions of a package, whose manifest must name a file that is there."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        manifest = ElementTree.fromstring(package.read("imsmanifest.xml"))
        named = [node.attrib["href"] for node in manifest.iter() if node.tag.endswith("}file")]
        assert set(named) <= set(package.namelist())
        (main,) = [name for name in named if not name.endswith("assessment_meta.xml")]
        root = ElementTree.fromstring(package.read(main))
    assert root.tag == f"{{{QTI['q']}}}questestinterop"
    return [_qti_item(node) for node in root.iterfind(".//q:item", QTI)]


def _qti_item(item: Element) -> QtiItem:
    (condition,) = [
        node
        for node in item.iterfind(".//q:respcondition", QTI)
        if (points := node.find("q:setvar", QTI)) is not None and points.text == "100"
    ]
    both = condition.find("q:conditionvar/q:and", QTI)
    assert both is not None
    answers = {
        node.attrib["ident"]: _material(node) for node in item.iterfind(".//q:response_lid//q:response_label", QTI)
    }
    return QtiItem(
        item.attrib["title"],
        _field(item, "question_type"),
        _material(item.find("q:presentation", QTI)),
        answers,
        {str(node.text) for node in both.findall("q:varequal", QTI)},
        {str(node.text) for node in both.iterfind("q:not/q:varequal", QTI)},
        {node.attrib["ident"]: _material(node) for node in item.iterfind("q:itemfeedback", QTI)},
    )


def _field(item: Element, label: str) -> str:
    pairs = [[str(child.text) for child in node] for node in item.iterfind(".//q:qtimetadatafield", QTI)]
    return dict(pair[:2] for pair in pairs)[label]


def _material(node: Element | None) -> str:
    """Return the HTML of a node with its numbers resolved, but with the signs that HTML needs."""
    assert node is not None
    text = node.find(".//q:mattext", QTI)
    assert text is not None
    return str(text.text)


def plain(html: str) -> str:
    """Return the words of some HTML as a reader sees them."""
    return unescape(re.sub(r"<[^>]*>", "", html))


def _text(node: Element, path: str) -> str:
    text = node.findtext(path)
    assert text is not None, path
    return text
