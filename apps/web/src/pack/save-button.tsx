import { type ReactNode, useState } from "react";
import { rest } from "../api/rest.ts";
import { saveBlob } from "../ui/save-blob.ts";

interface SaveButtonProps {
  readonly text: string;
  /** What those hear who do not see what it stands beside. */
  readonly label?: string;
  /** While the server is at it. */
  readonly busyText: string;
  /** Where the server makes it. */
  readonly path: string;
  /** Of the file, where the server does not name it. */
  readonly name: string;
}

/** Saves a file that the server makes of what is looked at; says what the server says against it. */
export function SaveButton({ text, label, busyText, path, name }: SaveButtonProps): ReactNode {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      const answer = await rest("GET", path);
      saveBlob(namedIn(answer.headers.get("content-disposition")) ?? name, await answer.blob());
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <button
        type="button"
        className="button button-small"
        aria-label={label}
        disabled={isBusy}
        onClick={() => void save()}
      >
        {isBusy ? busyText : text}
      </button>
      {problem !== null && <span role="alert">{problem}</span>}
    </>
  );
}

const namedIn = (header: string | null): string | undefined => header?.match(/filename="([^"]+)"/)?.[1];
