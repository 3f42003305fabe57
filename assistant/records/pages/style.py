"""How a page looks: light and dark, on any width, and on paper."""

STYLE = """
:root { color-scheme: light dark; --paper: #fff; --ink: #1c1c1a; --quiet: #55554f; --line: #c9c9c2;
  --soft: #f3f3ef; --link: #0b57a4; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #17181a; --ink: #e7e6e1; --quiet: #b0afa8; --line: #45464a; --soft: #222428;
    --link: #8ec1ff; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.6 system-ui, sans-serif;
  overflow-wrap: break-word; }
main { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 2em 0 0.5em; }
h1 { font-size: 1.9rem; margin-top: 0.5em; }
h2 { font-size: 1.4rem; border-bottom: 1px solid var(--line); padding-bottom: 0.2em; }
h3 { font-size: 1.15rem; }
h4, h5, h6 { font-size: 1rem; }
p, ul, ol, pre, figure, blockquote { margin: 0.75em 0; }
li { margin: 0.3em 0; }
ul, ol { padding-left: 1.4em; }
a { color: var(--link); }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.2em 1.2em; margin: 1em 0 2em;
  padding: 0.8em 1em; background: var(--soft); border-left: 4px solid var(--line); }
dt { color: var(--quiet); }
dd { margin: 0; min-width: 0; }
code, pre { font: 0.875em/1.5 ui-monospace, monospace; background: var(--soft); }
code { padding: 0.1em 0.3em; }
pre { padding: 0.8em 1em; white-space: pre-wrap; }
pre code { padding: 0; font-size: 1em; }
blockquote { margin-left: 0; padding-left: 1em; border-left: 4px solid var(--line); color: var(--quiet); }
.wide, .shape { overflow-x: auto; }
.shape svg { display: block; max-width: none !important; }
table { border-collapse: collapse; }
th, td { border: 1px solid var(--line); padding: 0.35em 0.7em; text-align: left; vertical-align: top; }
th { background: var(--soft); }
figcaption { color: var(--quiet); font-size: 0.875rem; }
summary { cursor: pointer; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: 0.5em; } }
@media print {
  :root { color-scheme: light; --paper: #fff; --ink: #000; --quiet: #333; --line: #999; --soft: #fff;
    --link: #000; }
  body { font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  h1, h2, h3, h4, h5, h6 { break-after: avoid; }
  li, tr, figure { break-inside: avoid; }
  .shape svg { max-width: 100% !important; }
}
"""
