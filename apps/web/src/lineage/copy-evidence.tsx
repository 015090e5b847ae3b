import { type ReactNode, useState } from "react";
import { READ_EVIDENCE } from "../api/lineage-documents.ts";
import { t } from "../i18n/i18n.ts";
import { useServices } from "../shell/context.tsx";
import type { LineageSubject } from "./subject.ts";

type Form = "json" | "text";

/** The evidence as it stands now, to be pasted elsewhere: whole, or in short. */
export function CopyEvidence({ subject: { of, id, figure } }: { readonly subject: LineageSubject }): ReactNode {
  const { client } = useServices();
  const [said, setSaid] = useState("");
  const copy = async (form: Form): Promise<void> => {
    setSaid(t("lineage.copying"));
    const { data } = await client.query({ query: READ_EVIDENCE, variables: { of, id, figure } });
    const evidence = data?.lineage?.evidence;
    if (!evidence) throw new Error("it is gone");
    await navigator.clipboard.writeText(evidence[form]);
    setSaid(t("lineage.copied", { hash: evidence.sha256 }));
  };
  const onCopy = (form: Form): void => {
    copy(form).catch(() => setSaid(t("lineage.copyFailed")));
  };
  return (
    <div className="lineage-copy">
      <button type="button" className="button button-main" onClick={() => onCopy("json")}>
        {t("lineage.copyJson")}
      </button>
      <button type="button" className="button" onClick={() => onCopy("text")}>
        {t("lineage.copyText")}
      </button>
      <span role="status" className="lineage-version">
        {said}
      </span>
    </div>
  );
}
