import { readFileSync } from "node:fs";
import { type RequestHandler, Router } from "express";

const script = readFileSync(new URL("explorer-page.js", import.meta.url), "utf8");

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Lockstep: ask</title>
<style>
  :root { color-scheme: light dark; font: 14px/1.4 system-ui, sans-serif; }
  body { margin: 0; display: grid; grid-template: auto 1fr auto / 1fr 1fr; gap: 8px; height: 100vh; padding: 8px; box-sizing: border-box; }
  header { grid-column: 1 / -1; display: flex; gap: 8px; align-items: center; }
  header input { flex: 1; }
  textarea, pre { margin: 0; border: 1px solid GrayText; padding: 8px; font: 13px/1.5 ui-monospace, monospace; overflow: auto; resize: none; }
  #variables { grid-row: 3; height: 80px; }
  pre { grid-row: 2 / 4; grid-column: 2; white-space: pre-wrap; }
</style>
<header>
  <label for="as">As</label>
  <input id="as" placeholder="dev:petra:planner:PLANT-A (empty: everyone)">
  <button id="ask">Ask (Ctrl+Enter)</button>
  <button id="schema">Show the schema</button>
</header>
<textarea id="query" aria-label="Query" spellcheck="false"></textarea>
<textarea id="variables" aria-label="Variables, as JSON" spellcheck="false">{}</textarea>
<pre id="answer" aria-live="polite"></pre>
<script src="/graphql/explorer.js" defer></script>
</html>
`;

/** A page to ask with, for people who look at `/graphql` in a browser. */
export function explorerPage(): RequestHandler {
  const router = Router();
  router.get("/explorer.js", (_, response) => {
    response.type("text/javascript").send(script);
  });
  router.get("/", (request, response, next) => {
    const asks = request.query["query"] !== undefined;
    if (asks || request.accepts(["application/json", "text/html"]) !== "text/html") return next();
    response.type("html").send(page);
  });
  return router;
}
