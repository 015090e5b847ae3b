import { useApolloClient } from "@apollo/client/react";
import type { Mentioned as Answer } from "@lockstep/protocol/generated/schema";
import { type ReactNode, useEffect, useState } from "react";
import { READ_MENTIONED } from "../api/collaborate-documents.ts";
import "../i18n/collaborate-texts.ts";
import { t } from "../i18n/i18n.ts";

/** Not with every letter. */
const PAUSE_MS = 300;

interface MentionedProps {
  readonly exception: string;
  readonly text: string;
}

/** Who would be told of a comment as it is typed, and which names nobody has. */
export function Mentioned({ exception, text }: MentionedProps): ReactNode {
  const client = useApolloClient();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const hasAny = text.includes("@");
  useEffect(() => {
    if (!hasAny) {
      setAnswer(null);
      return;
    }
    let isOver = false;
    const timer = setTimeout(() => {
      client.query({ query: READ_MENTIONED, variables: { exception, text } }).then(
        ({ data }) => {
          if (!isOver && data) setAnswer(data.mentioned);
        },
        // It is said again with the next letter; the comment itself does not need it.
        () => undefined,
      );
    }, PAUSE_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [client, exception, text, hasAny]);
  if (answer === null) return <small>{t("mention.hint")}</small>;
  const { people, unknown } = answer;
  return (
    <small role="status">
      {people.length > 0 && t("mention.told", { names: people.map(({ name }) => name).join(", ") })}{" "}
      {unknown.length > 0 && t("mention.unknown", { names: unknown.map((name) => `@${name}`).join(", ") })}
    </small>
  );
}
