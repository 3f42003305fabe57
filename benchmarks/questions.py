"""How many deciding questions it takes until the start is settled: `python -m benchmarks.questions`."""

from __future__ import annotations

import random
import time
from collections.abc import Mapping

from rules.interview import Interviewer
from rules.model import Book
from rules.reading import shipped_book
from rules.space import AnswerSpace, shipped_space
from rules.turning import flips, reach, sufficient, telling

USERS = 500
SEED = 1


def fast(space: AnswerSpace, user: Mapping[str, str]) -> int:
    """Ask what tells most until it is settled."""
    known: dict[str, str] = {}
    while names := telling(space, known):
        known[names[0]] = user[names[0]]
    return len(known)


def guided(book: Book, space: AnswerSpace, interviewer: Interviewer, user: Mapping[str, str]) -> int:
    """Ask in the book's order, less what the interview's rules leave out, until it is settled."""
    known: dict[str, str] = {}
    for fact in book.questions:
        if not fact.decides or fact.id in interviewer.left_out(known, "guided"):
            continue
        if known and len(space.starts(known)) == 1:
            break
        known[fact.id] = user[fact.id]
    return len(known)


def main() -> None:
    """Print the mean of both modes over simulated users who answer everything at random."""
    book, space = shipped_book(), shipped_space()
    if space is None:
        raise SystemExit("the answer space does not belong to this book; run python -m rules.space_build")
    source = random.Random(SEED)  # noqa: S311  (simulated users, not secrets)
    users = [{fact.id: source.choice(fact.values) for fact in book.deciding} for _ in range(USERS)]
    interviewer = Interviewer(book, space)
    print(f"{USERS} simulated users, deciding questions until the start is settled, mean:")
    print(f"  fast    {sum(fast(space, user) for user in users) / USERS:.2f}")
    print(f"  guided  {sum(guided(book, space, interviewer, user) for user in users) / USERS:.2f}")
    _query_times(book, space, source)


def _query_times(book: Book, space: AnswerSpace, source: random.Random) -> None:
    """Print the slowest and the mean time of each question to the answer space, over partial sessions."""
    sessions = [
        {fact.id: source.choice(fact.values) for fact in book.deciding if source.random() < share}
        for share in (0.2, 0.5, 0.8, 1.0)
        for _ in range(USERS // 4)
    ]
    print(f"{len(sessions)} sessions, milliseconds a question to the answer space, mean and slowest:")
    for name, ask in (
        ("possible", space.possible),
        ("idle", space.idle),
        ("flips", lambda known: flips(space, known)),
        ("reach", lambda known: reach(space, known)),
        ("sufficient", lambda known: sufficient(space, known)),
        ("telling", lambda known: telling(space, known)),
    ):
        spent = []
        for known in sessions:
            began = time.perf_counter()
            ask(known)
            spent.append(1000 * (time.perf_counter() - began))
        print(f"  {name:10}  {sum(spent) / len(spent):.2f}  {max(spent):.2f}")


if __name__ == "__main__":
    main()
