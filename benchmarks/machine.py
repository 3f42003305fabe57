"""The machine that figures were taken on."""

from __future__ import annotations

import os
import platform
import re
from pathlib import Path

from assistant.cli.batch import available


def machine() -> str:
    """Processor, cores, memory, Python and system, and how busy it was, in one line."""
    parts = [
        _processor(),
        f"{available()} of {os.cpu_count()} cores",
        _memory(),
        f"Python {platform.python_version()} ({platform.python_implementation()})",
        platform.platform(terse=True),
    ]
    if hasattr(os, "getloadavg"):
        parts.append(f"load {os.getloadavg()[0]:.1f} before the start")
    return ", ".join(part for part in parts if part) + "."


def _processor() -> str:
    try:
        found = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text("utf-8"), re.MULTILINE)
    except OSError:
        found = None
    return found[1].strip() if found else platform.processor() or platform.machine()


def _memory() -> str:
    try:
        return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GB memory"
    except (AttributeError, OSError, ValueError):
        return ""
