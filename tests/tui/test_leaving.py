"""One leaves while something is still on its way."""

from __future__ import annotations

import asyncio

import pytest

from tests.tui.conftest import Drive, Hand


@pytest.mark.parametrize(
    "action", ["guide", "keys", "command_palette", "change_theme", "records", "sessions"]
)
def test_a_screen_that_opens_while_one_leaves_does_no_harm(drive: Drive, action: str) -> None:
    """Its widgets are no longer put on it, so it finds none of them."""

    async def scene(hand: Hand) -> None:
        hand.app._leave()
        getattr(hand.app, f"action_{action}")()
        await asyncio.sleep(0.3)

    app = drive(scene)
    assert (app.return_code, app._exception) == (0, None)
