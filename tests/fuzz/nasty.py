"""Words of a hostile input: what mutants are salted with."""
# ruff: noqa: E501  (tables of words are read better wide)

from __future__ import annotations

STEERING = (
    "\x1b[31m", "\x1b[2J", "\x1b]0;title\x07", "\x1b]52;c;aGFjaw==\x07", "\x1b]8;;http://x\x1b\\", "\x1bP1$r\x1b\\",
    "\x1b", "\x1b[", "\x1b]", "\x9b31m", "\x9d0;x\x9c", "\x07", "\x08\x08", "\x0b", "\x0c", "\x7f", "\x85", "\x00",
    "\x1a", "\x04", "\x0e", "\u202e", "\u202a", "\u2066", "\u2069", "\u061c", "\u200b", "\u200d", "\u200e", "\ufeff",
    "\u00ad", "\u2028", "\u2029", "\u180e", "\ufff9", "\U000e0041", "\ue000", "\ufdd0", "\uffff", "\U0010ffff",
    "\ud800", "\udfff", "\udc80", "\ud83d", "a\u0301" * 9, "\u0315" * 60, "\u1100\u1161", "\ufdfa", "ǆ", "İ", "ß", "ſ",
    "\u0663", "²", "１", "Ⅷ", "½", "\u3000", "\u00a0", "👩‍💻", "日本語",
)  # fmt: skip
BREAKS = (
    "\n",
    "\r",
    "\r\n",
    "\n\n",
    "\n\r",
    "\t",
    "\ufeff",
    " ",
    "    ",
    "\n  ",
    "\n- ",
    "\n---\n",
    "\n...\n",
)
NUMBERS = (
    "0", "-1", "1e999", "-1e999", "1e-999", "NaN", "Infinity", "-Infinity", ".nan", ".inf", "0x1f", "0o17", "010",
    "1_000", "12:30:45", "2026-13-45", "0000-00-00", "9999-12-31", "99999999999999999999", "9" * 400, "9" * 5000,
    "1" + "0" * 30, "9223372036854775808", "0.1", "1.5", "1e5", "+1", "--1", "2147483648", "999999", "1000000",
)  # fmt: skip
YAML = (
    "!!python/object/apply:os.system ['true']", "!!binary |", "!!set", "!<tag:yaml.org,2002:int> 3", "!x", "!!str",
    "&a", "*a", "&a [*a]", "<<: *a", "<<:", "<<", "=", "? ", "? [a]: b", "%YAML 1.1\n---\n", "%TAG ! x:\n---\n",
    "%YAML " + "9" * 30, "- - - - ", "[[[[", "]]]]", "{{{{", "}}", "{a: {b: {c: [", "|", ">-", "|9", "|+2\n", "'", '"',
    '"\\x00"', '"\\ud800"', '"\\U00110000"', '"\\ud83d\\ude00"', "'\n'", "# c", ": ", "key: ", "~", "null", "yes",
    "true", "no", "off", "@", "`", "%", "---", "...", "--- ", "\n---", "a: 1\na: 2", ",", "[a, b", "{a", "a: b: c",
)  # fmt: skip
JSON = (
    "{",
    "}",
    "[",
    "]",
    '"',
    ":",
    ",",
    "null",
    "true",
    "{}",
    "[]",
    '{"a":{"a":',
    '"\\u0000"',
    '"\\ud800"',
    '"\\',
)
SEARCH = (
    '"', "*", "NEAR(", "NEAR/2", " AND ", " OR ", " NOT ", "^", "heading:", "{text}:", "-", "+", "(", ")", ":", "text : x",
    "'; DROP TABLE turns; --", "' OR 1=1 --", '" OR ""="', "%", "_", "\\", "\\%", "?1", ":x", "$x", "@x", "x'00'", "--",
    "/*", "*/", "like", "glob", "%s %d %n", "{0}", "{}", "{x}", "{{x}}", "%(x)s", "${HOME}", "$(id)", "`id`", "~", "!!",
)  # fmt: skip
MARKUP = (
    "[link=http://x]a[/link]", "[@click=app.quit]x[/]", "[red]", "[/]", "[/red]", "\\[", "[", "]]", "<script>", "</details>",
    "<img src=x onerror=alert(1)>", "&lt;", "&#0;", "<!--", "-->", "```", "~~~", "# ", "## More Information", "> ",
    "> **Verify:** ", "> **Tension:** ", "- ", "1. ", "| a | b |\n|---|---|", "[a](javascript:x)", "![x](y)", "[x]: y",
    "**", "__", "$$", "{1}", "{1 2}", "{0}", "{999}", "{1000}", "{1 1}", "→", "->", "(event)", "(event)!", "=>",
)  # fmt: skip
PATHS = (
    "../../etc/passwd",
    "..",
    "/",
    "//",
    "~",
    "~root",
    "C:\\CON",
    ".",
    "a/../../b",
    "/dev/null",
    "%2e%2e",
    "nul",
    "a" * 300,
)
WORDS = (
    "why", "help", "?", "back", "skip", "unsure", "how", "answers", "verdict", "again", "start", "note ", "title ",
    "change ", "read ", "guide ", "save", "keep", "drop", "more", "rest", "steps ", "turns", "record ", "record show 1",
    "what if ", "what if 3 yes", "record search ", "record page 1 html", "record supersede 1 by 2", "yes", "no", "yes but",
    "1", "7", "1,3", "1-3", "about ", "more than ", "none of these", "not ", "n't", "or", "and", "all", "both",
)  # fmt: skip
TOKENS = (STEERING, BREAKS, NUMBERS, YAML, JSON, SEARCH, MARKUP, PATHS, WORDS)

HUGE = (
    "x" * 1_000_000, "x " * 100_000, "\n" * 100_000, "[" * 50_000, "{" * 20_000, "- " * 20_000, "\u0301" * 100_000,
    "\x1b]" * 100_000, "\x1b[" * 100_000, "\ud800" * 50_000, " " * 300_000, '{"a":' * 20_000, "a: {" * 20_000, "9" * 200_000,
    "> " * 50_000, "not " * 30_000, "a, " * 60_000, "".join(f"k{n}: v\n" for n in range(15_000)), "*" * 60_000, "(" * 60_000,
    "no, " * 20_000, "`" * 60_000, "[a](" * 20_000, "1. " * 40_000, "= " * 60_000, "\\" * 100_000, '"' * 60_000, "…-" * 60_000,
    "(event)" * 20_000, "'" * 60_000, "\r" * 60_000, "-" * 90_000, "=" * 90_000, "a " * 40_000 + ">", "1 " * 40_000, "- " * 40_000, "not " * 9_000 + "?",
    "and " * 20_000, "," * 90_000, ";" * 90_000, ". " * 40_000, "…" * 90_000, ") " * 40_000, "|" * 60_000, "a|b\n" * 20_000, "<" * 60_000, "&" * 60_000, "?" * 60_000,
)  # fmt: skip
"""Floods: few inputs have one, as each costs what thousands of others do."""
