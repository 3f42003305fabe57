// Reads a JSON list of diagrams from stdin and has Mermaid's own parser read each of them.
// Writes a JSON list of the same length: {"type", "nodes", "error"}, with the labels of the nodes by their ids.
// Exit code 0 where all were read, 1 where one was not.

import { JSDOM } from "jsdom";

const { window } = new JSDOM("<!doctype html><body></body>");
globalThis.window = window;
globalThis.document = window.document;

const { default: mermaid } = await import("mermaid");
mermaid.initialize({ startOnLoad: false, securityLevel: "strict" });

// Mermaid keeps entities in a form of its own while it parses: "ﬂ°°35¶ß" is "#35;".
function plain(label) {
  return label.replace(/ﬂ°°(\d+)¶ß/g, (_, code) => String.fromCodePoint(Number(code)));
}

function labels(diagram) {
  if (diagram.type.startsWith("stateDiagram")) {
    const states = [...diagram.db.getStates()].filter(([, state]) => state.descriptions.length > 0);
    return Object.fromEntries(states.map(([id, state]) => [id, plain(state.descriptions.join("\n"))]));
  }
  const vertices = [...diagram.db.getVertices()];
  return Object.fromEntries(vertices.map(([id, vertex]) => [id, plain(vertex.text)]));
}

async function read(text) {
  try {
    const { diagramType } = await mermaid.parse(text);
    const diagram = await mermaid.mermaidAPI.getDiagramFromText(text);
    return { type: diagramType, nodes: labels(diagram), error: null };
  } catch (error) {
    return { type: null, nodes: {}, error: String(error?.message ?? error) };
  }
}

let input = "";
for await (const chunk of process.stdin.setEncoding("utf8")) {
  input += chunk;
}
const results = [];
for (const text of JSON.parse(input)) {
  results.push(await read(text));
}
process.stdout.write(JSON.stringify(results) + "\n");
process.exitCode = results.some((result) => result.error) ? 1 : 0;
