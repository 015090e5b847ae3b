import type { ReactNode } from "react";
import { t } from "../i18n/i18n.ts";
import { Dialog } from "../ui/dialog.tsx";

const KEYS = [
  ["j", "keys.next"],
  ["k", "keys.previous"],
  ["Enter", "keys.open"],
  ["a", "keys.acknowledge"],
  ["/", "keys.filter"],
  ["f", "keys.freeze"],
  ["Ctrl K", "keys.commands"],
  ["?", "keys.help"],
  ["Esc", "keys.close"],
] as const;

export function KeysHelp({ onClose }: { readonly onClose: () => void }): ReactNode {
  return (
    <Dialog title={t("keys.title")} onClose={onClose}>
      <dl className="keys">
        {KEYS.map(([key, text]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
