import type { ReactNode } from "react";
import "../i18n/collaborate-texts.ts";
import { t } from "../i18n/i18n.ts";
import { usePlant, useSnapshot } from "../shell/context.tsx";

interface WritersProps {
  readonly id: string;
  /** Also to those who hear the page: in one place at a time, or it is said twice. */
  readonly isSaid: boolean;
}

/** Who else is writing about an exception now. */
export function Writers({ id, isSaid }: WritersProps): ReactNode {
  const { state } = useSnapshot();
  const plant = usePlant();
  const others = [...(state?.presence.values() ?? [])].filter(
    ({ user, typesOn }) => typesOn === id && user !== plant?.viewer.name,
  );
  return (
    <span className="card-small" role={isSaid ? "status" : undefined}>
      {others.length > 0 &&
        t("mention.writing", { names: others.map(({ user }) => user).join(", "), n: others.length })}
    </span>
  );
}
