import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface Request {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const LOCAL = "http://localhost:4000";

/**
 * The requests of the `curl` commands in a shell text, files taken from a folder. Knows what our documents use (-s, -H,
 * -d, --data-binary) and fails on anything else, so that no example goes unchecked.
 */
export function readCurls(shell: string, folder: string): Request[] {
  const commands = shell
    .replace(/\\\n\s*/g, " ")
    .trim()
    .split(/\n(?=curl )/);
  return commands.filter((command) => command.startsWith("curl ")).map((command) => requestOf(command, folder));
}

function requestOf(command: string, folder: string): Request {
  const headers: Record<string, string> = {};
  let url: URL | null = null;
  let body: string | null = null;
  const words = wordsOf(command).slice(1);
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === "-s") continue;
    if (word.startsWith(LOCAL)) url = new URL(word);
    else if (word === "-H") {
      const [name = "", ...value] = valueAfter(word, words).split(":");
      headers[name] = value.join(":").trim();
    } else if (word === "-d" || word === "--data-binary") body = contentOf(valueAfter(word, words), folder);
    else throw new Error(`this test does not know ${word} in: ${command}`);
  }
  if (url === null || body === null) throw new Error(`no ${LOCAL} or no data in: ${command}`);
  return { path: url.pathname, headers, body };
}

const contentOf = (value: string, folder: string): string =>
  value.startsWith("@") ? readFileSync(join(folder, value.slice(1)), "utf8") : value;

function valueAfter(option: string, words: string[]): string {
  const value = words.shift();
  if (value === undefined) throw new Error(`${option} without a value`);
  return value;
}

/** Words in the sense of a shell, of which single quotes are all that we use. */
function wordsOf(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => {
    if (quoted !== undefined) return quoted;
    if (bare === undefined || /["'$`\\|;&]/.test(bare)) throw new Error(`quote this for the shell: ${bare}`);
    return bare;
  });
}
