"""A text that does something when it is clicked."""

from __future__ import annotations

from textual.message import Message
from textual.widgets import Static


class Touch(Static):
    """Tells that it was clicked. What it does has a key too."""

    class Touched(Message):
        """It was clicked."""

        def __init__(self, touch: Touch) -> None:
            super().__init__()
            self.touch = touch

        @property
        def control(self) -> Touch:
            """What was clicked."""
            return self.touch

    def on_click(self) -> None:
        """Tell it."""
        self.post_message(self.Touched(self))
