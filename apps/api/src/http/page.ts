import { existsSync } from "node:fs";
import { join } from "node:path";
import compression from "compression";
import express, { type Request, type RequestHandler, Router } from "express";
import type { Log } from "../log.ts";

const NOT_BUILT = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Lockstep</title>
<h1>The page is not built</h1>
<p>The server runs. Build its page with <code>npm run build -w @lockstep/web</code> and load this again.</p>
</html>
`;

/** The web page: files with a hash in their name never change, everything else is asked for each time. */
export function pageRoute(folder: string, log: Log, mustSignIn: (request: Request) => Promise<boolean>): Router {
  const router = Router();
  const index = join(folder, "index.html");
  const signIn = join(folder, "sign-in.html");
  if (!existsSync(index)) log.warn({ folder }, "the page is not built: a note is served in its place");
  // Of what everybody gets alike: no answer that says what somebody may see is compressed, as its length would tell of it.
  router.use("/assets", compression());
  router.use("/assets", express.static(join(folder, "assets"), { immutable: true, maxAge: "365d", fallthrough: true }));
  router.use(
    express.static(folder, {
      index: false,
      cacheControl: false,
      setHeaders: (response) => response.setHeader("cache-control", "no-cache"),
    }),
  );
  router.get("/sign-in", navigation(signIn));
  router.get("/{*path}", navigation(index, mustSignIn));
  return router;
}

/** Every address of the page is the same document; files that are not there are not. */
function navigation(index: string, mustSignIn?: (request: Request) => Promise<boolean>): RequestHandler {
  return async (request, response, next) => {
    if (request.accepts("html") !== "html" || /\.[a-z0-9]+$/i.test(request.path)) return next();
    response.setHeader("cache-control", "no-cache");
    if (mustSignIn !== undefined && (await mustSignIn(request))) {
      response.redirect(302, `/sign-in?next=${encodeURIComponent(request.originalUrl)}`);
      return;
    }
    if (existsSync(index)) response.sendFile(index);
    else response.type("html").send(NOT_BUILT);
  };
}
