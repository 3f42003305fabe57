"""The tables, in Markdown."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence

from benchmarks.answers.latency import Times
from benchmarks.answers.misses import Miss
from benchmarks.answers.process import Process
from benchmarks.answers.quality import Figures, Quality
from benchmarks.answers.scale import Scale
from benchmarks.answers.thresholds import Threshold
from benchmarks.processes import NEIGHBOUR
from benchmarks.tables import table

_QUESTION_SHOWN = 90


def surroundings() -> str:
    """What the times hang on."""
    return (
        f"Python {platform.python_version()} ({platform.python_implementation()}), {platform.system()} "
        f"{platform.machine()}, {os.cpu_count()} processors."
    )


def asked(whole: Figures, known: int) -> str:
    """What was put, and how it is judged."""
    left_out = f" {known} more are left out: the training phrasings have them too." if known else ""
    return (
        f"{whole.covered:,} held-back questions that the guide covers, {whole.uncovered:,} that it does not."
        f"{left_out}\n"
        "right outcome: mean of (covered, answered, a right section first) and (uncovered, refused).\n"
        "strange: a right section first where the question shares no content word with any right section; "
        f"{whole.strangers} are so. Content words are those of knowledge.words.terms_of, endings taken off."
    )


def thresholds(chosen: Mapping[str, Threshold], at_best: Mapping[str, float]) -> str:
    """From where on the baselines answer; and the right outcome had that been chosen on what is judged."""
    rows = [
        (name, each.way, f"{each.least:.3f}", f"{each.outcome:.3f}", f"{at_best[name]:.3f}")
        for name, each in chosen.items()
    ]
    head = ("search", "refuses below a", "of", "right outcome on training", "at best on held-back")
    return table(head, rows)


def quality(libraries: Mapping[str, str], found: Mapping[str, Quality]) -> str:
    """The foremost figures of all who take part."""
    head = (
        "teller", "library", "right outcome", "first", "first three", "strange", "answered right",
        "false refusals", "refused", "reports", "others",
    )  # fmt: skip
    rows = [(name, libraries[name], *_whole(each.whole)) for name, each in found.items()]
    return table(head, rows)


def voices(ours: Quality) -> str:
    """Our figures by who asks."""
    head = (
        "voice", "covered", "uncovered", "right outcome", "first", "first three", "strange",
        "answered right", "false refusals", "refused",
    )  # fmt: skip
    rows = [
        (voice, str(each.covered), str(each.uncovered), *_whole(each)[:-2])
        for voice, each in sorted(ours.voices.items(), key=lambda item: item[1].outcome or 0)
    ]
    return table(head, rows)


def by_voice(found: Mapping[str, Quality]) -> str:
    """The right outcome of all by who asks."""
    names = sorted({voice for each in found.values() for voice in each.voices})
    rows = [(voice, *(_share(each.voices[voice].outcome) for each in found.values())) for voice in names]
    return table(("right outcome, voice", *found), rows)


def by_kind(found: Mapping[str, Quality]) -> str:
    """How many uncovered questions of each kind are refused."""
    first = next(iter(found.values()))
    rows = [
        (kind, str(each.uncovered), *(_share(other.kinds[kind].refused) for other in found.values()))
        for kind, each in first.kinds.items()
    ]
    return table(("refused, kind", "asked", *found), rows)


def misses(found: Sequence[Miss]) -> str:
    """Misses, the surest first."""
    rows = [
        (f"{each.sure:.2f}", each.voice, _cut(each.question), each.told, _cut(each.expected))
        for each in found
    ]
    return table(("sure", "voice", "question", "told", "expected"), rows)


def latency(found: Mapping[str, Times]) -> str:
    """Milliseconds an answer."""
    rows = [(name, *_times(each)) for name, each in found.items()]
    return table(("milliseconds", "p50", "p95", "slowest"), rows)


def process(found: Process) -> str:
    """The whole process, and where its time goes."""
    ours, neighbour = found.commands["whichflow ask"], found.commands[NEIGHBOUR]
    commands = [(name, f"{ms:.1f}", f"{ms / neighbour:.2f}") for name, ms in found.commands.items()]
    packages = [(name, f"{ms:.1f}") for name, ms in found.packages.items()]
    parts = [(name, f"{ms:.2f}") for name, ms in found.stages.items()]
    return "\n\n".join(
        (
            table((f"whole process, median of {found.runs}", "ms", f"of {NEIGHBOUR}"), commands),
            f"whichflow ask takes {ours / neighbour:.2f} times as long as {NEIGHBOUR}.",
            table((f"importing {found.modules} modules, by package", "ms"), packages),
            table(("stage of one question", "ms"), parts),
        )
    )


def scale(found: Sequence[Scale]) -> str:
    """Large guides."""
    head = (
        "passages", "matcher", "base, MB", "build, s", "open, ms", "first answer, ms", "p50, ms",
        "p95, ms", "slowest",
    )  # fmt: skip
    rows = [
        (
            f"{each.passages:,}", "yes" if each.matcher else "no", f"{each.megabytes:.1f}",
            f"{each.building:.1f}", f"{each.opening:.1f}", f"{each.first:.1f}", *_times(each.answers),
        )
        for each in found
    ]  # fmt: skip
    return table(head, rows)


def _whole(each: Figures) -> tuple[str, ...]:
    return tuple(
        _share(share)
        for share in (
            each.outcome, each.first, each.in_three, each.strange, each.answered_right, each.false_refusals,
            each.refused, each.refused_reports, each.refused_others,
        )
    )  # fmt: skip


def _times(each: Times) -> tuple[str, str, str]:
    return f"{each.p50:.2f}", f"{each.p95:.2f}", f"{each.slowest:.2f}"


def _share(share: float | None) -> str:
    return "-" if share is None else f"{share:.3f}"


def _cut(text: str) -> str:
    flat = text.replace("|", "/")
    return flat if len(flat) <= _QUESTION_SHOWN else f"{flat[: _QUESTION_SHOWN - 1]}…"
