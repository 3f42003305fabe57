from xml.etree import ElementTree as ET

import pytest
from hypothesis import given

from assistant.picture.model import Shape
from assistant.picture.places import HEIGHT, places
from assistant.picture.shape import shape_of
from assistant.picture.steps import Step
from assistant.picture.svg import svg
from assistant.text import clean
from tests.picture.making import EVIL, NAMES, SHAPES, SIX, STARTS

NS = "{http://www.w3.org/2000/svg}"
TAGS = {NS + name for name in ("svg", "title", "rect", "text", "path", "polygon")}


def read(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 - what is read was made here


@given(SHAPES, NAMES)
def test_every_node_is_a_box_with_its_name_and_nothing_else_gets_in(shape: Shape, title: str) -> None:
    drawn = svg(shape, title)
    root = read(drawn)
    assert {element.tag for element in root.iter()} <= TAGS
    names = {name for element in root.iter() for name in element.attrib}
    assert not any(name.startswith("on") or "href" in name for name in names)
    boxes = [box for box in root.iter(NS + "rect") if "node" in box.get("class", "")]
    assert len(boxes) == len(shape.nodes)
    texts = [text.text for text in root.iter(NS + "text")]
    assert all(node.label in texts for node in shape.nodes)
    assert (root.findtext(NS + "title") or "") == clean(title) == root.get("aria-label")
    assert root.get("role") == "img"
    assert drawn == svg(shape, title)


@given(SHAPES)
def test_no_box_covers_another_and_all_are_inside(shape: Shape) -> None:
    at = list(places(shape).values())
    for number, one in enumerate(at):
        for other in at[:number]:
            apart = one.right <= other.x or other.right <= one.x
            assert apart or one.bottom <= other.y or other.bottom <= one.y
    width, height = map(float, read(svg(shape, "x")).attrib["viewBox"].split()[2:])
    assert max(place.right for place in at) < width
    assert max(place.y for place in at) + HEIGHT < height
    assert min(min(place.x, place.y) for place in at) > 0


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("evil", EVIL)
def test_a_hostile_name_is_shown_as_text(start: str, evil: str) -> None:
    shape = shape_of(start, [Step(evil)], [evil], evil)
    texts = [text.text for text in read(svg(shape, evil)).iter(NS + "text")]
    assert all(node.label in texts for node in shape.nodes)


def test_only_a_hybrid_has_its_border_drawn() -> None:
    frames = {
        start: svg(shape_of(start, SIX), "x").count('class="border"')
        for start in ("sequential", "event-driven", "state-machine", "hybrid")
    }
    assert frames == {"sequential": 0, "event-driven": 0, "state-machine": 0, "hybrid": 2}


def test_it_takes_its_colour_from_the_page() -> None:
    drawn = svg(shape_of("hybrid", SIX), "x")
    assert 'stroke="currentColor"' in drawn
    assert "#" not in drawn
    assert " id=" not in drawn
