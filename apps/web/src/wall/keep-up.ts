const LOOK_EVERY_MS = 60_000;

/** The name of the page's own script, which is another with every build; null where there is none, as in development. */
export function buildIn(html: string): string | null {
  return /src="[^"]*\/assets\/(index-[^"]+\.js)"/.exec(html)?.[1] ?? null;
}

export interface Surroundings {
  /** The page as the server has it now; null: it does not answer, or answers something else. */
  readPage(): Promise<string | null>;
  reload(): void;
}

/**
 * Once a minute looks whether the server has another build, and loads the page anew if it has. A server that is away, or is
 * just being replaced, is asked again. Returns its own undo.
 */
export function keepUp(mine: string | null, { readPage, reload }: Surroundings, every = LOOK_EVERY_MS): () => void {
  const timer = setInterval(() => {
    void readPage().then((html) => {
      const theirs = html === null ? null : buildIn(html);
      if (mine !== null && theirs !== null && theirs !== mine) reload();
    });
  }, every);
  return () => clearInterval(timer);
}

export async function readOwnPage(): Promise<string | null> {
  try {
    const answer = await fetch(location.pathname, { cache: "no-store", headers: { accept: "text/html" } });
    return answer.ok ? await answer.text() : null;
  } catch {
    return null;
  }
}
