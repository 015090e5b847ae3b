import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const dist = join(import.meta.dirname, "apps/web/dist");

/**
 * The first page: what index.html names, and all that these files import before anything can be shown. What is fetched
 * later by `import()` is not in it, except the board itself, which is the first page.
 */
function firstPage() {
  const html = readFileSync(join(dist, "index.html"), "utf8");
  const named = [...html.matchAll(/(?:src|href)="\/?(assets\/[^"]+\.(?:js|css))"/g)].map(([, path]) => path);
  const wanted = new Set();
  const follow = (path) => {
    if (wanted.has(path) || !existsSync(join(dist, path))) return;
    wanted.add(path);
    if (!path.endsWith(".js")) return;
    const source = readFileSync(join(dist, path), "utf8");
    for (const [, next] of source.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)) follow(`assets/${next}`);
    for (const [, board] of source.matchAll(/["'](?:\.\/|\/?assets\/)(board-page-[^"']+\.(?:js|css))["']/g))
      follow(`assets/${board}`);
  };
  named.forEach(follow);
  return [...wanted].map((path) => join("apps/web/dist", path));
}

export default [{ name: "web, first page", path: firstPage(), gzip: true, limit: "200 kB" }];
