import type { LiveFeed } from "@lockstep/protocol/live";
import type { ReactNode } from "react";
import { type MessageId, t } from "../i18n/i18n.ts";
import { troublesOf } from "./troubles-of.ts";

/** Each trouble once, whole, with whose it is and what to do: a cell has no room for all of it. */
export function Troubles({ rows }: { readonly rows: readonly LiveFeed[] }): ReactNode {
  const troubles = troublesOf(rows);
  if (troubles.length === 0) return null;
  return (
    <section aria-labelledby="feed-troubles">
      <h3 id="feed-troubles">{t("feeds.troubles")}</h3>
      <ul className="feed-troubles">
        {troubles.map(({ text, kind, sources }) => (
          <li key={text}>
            <b>{sources.join(", ")}</b>
            <br />
            {text} {t(`feeds.trouble.${kind}` as MessageId)}
          </li>
        ))}
      </ul>
    </section>
  );
}
