"""The themes: Textual's own, and two whose every text stands out by 7:1 at least (tests compute it)."""

from __future__ import annotations

from textual.theme import BUILTIN_THEMES, Theme

SHIPPED = "textual-dark"
LINE = "line"
"""The variable that says how strong the lines between parts of a screen are."""


def _contrasting(name: str, paper: str, ink: str, mark: str, trouble: str, *, dark: bool) -> Theme:
    plain = (
        "text", "text-muted", "text-disabled", "text-primary", "text-secondary", "text-warning", "text-error",
        "text-success", "text-accent", "foreground-muted", "footer-foreground",
        "footer-description-foreground", "block-cursor-blurred-foreground", "link-color",
        "button-foreground",
    )  # fmt: skip
    inverse = ("block-cursor", "input-selection", "screen-selection", "input-cursor")
    variables = {
        **dict.fromkeys(plain, ink),
        **{f"{part}-foreground": paper for part in inverse},
        **{f"{part}-background": mark for part in inverse},
        "footer-key-foreground": mark,
        "footer-background": paper,
        "footer-item-background": paper,
        "footer-key-background": paper,
        "footer-description-background": paper,
        "block-cursor-blurred-background": paper,
        "block-hover-background": paper,
        LINE: "100%",
        "border": ink,
        "border-blurred": ink,
        "scrollbar": ink,
        "scrollbar-hover": mark,
        "scrollbar-active": mark,
        "scrollbar-background": paper,
        "scrollbar-background-hover": paper,
        "scrollbar-background-active": paper,
        "link-color-hover": paper,
        "link-background-hover": mark,
        **{
            f"{part}-{shade}-{n}": paper
            for part in ("panel", "surface")
            for shade in ("lighten", "darken")
            for n in (1, 2, 3)
        },
    }
    return Theme(
        name=name, primary=mark, secondary=mark, accent=mark, warning=mark, error=trouble, success=mark,
        foreground=ink, background=paper, surface=paper, panel=paper, boost=paper, dark=dark,
        variables=variables,
    )  # fmt: skip


OURS = (
    _contrasting("high-contrast", "#000000", "#ffffff", "#ffff00", "#ff9d9d", dark=True),
    _contrasting("high-contrast-light", "#ffffff", "#000000", "#00008b", "#8b0000", dark=False),
)
NAMES = tuple(sorted({*BUILTIN_THEMES, *(theme.name for theme in OURS)}))
"""Every theme that can be set."""
