import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";

/** Asks twice on a terminal without showing what is typed; else the first line of standard input. Null: none, or two different ones. */
export async function readPassword(): Promise<string | null> {
  if (process.stdin.isTTY !== true) {
    const lines = createInterface({ input: process.stdin });
    for await (const line of lines) return line === "" ? null : line;
    return null;
  }
  const nowhere = new Writable({ write: (_, __, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  const ask = async (question: string): Promise<string> => {
    process.stderr.write(question);
    const answer = await terminal.question("");
    process.stderr.write("\n");
    return answer;
  };
  const first = await ask("Password: ");
  const second = await ask("Once more: ");
  terminal.close();
  return first === second && first !== "" ? first : null;
}
