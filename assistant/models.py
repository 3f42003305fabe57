"""The four models that can be advised, as the guide has them."""

from __future__ import annotations

DESCRIBED_IN = {
    "sequential": "models/sequential",
    "event-driven": "models/event-driven",
    "state-machine": "models/state-machine",
    "hybrid": "faq/hybrid",
}
"""The section that tells what each looks like."""
