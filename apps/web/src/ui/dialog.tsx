import { Modal } from "@mantine/core";
import "../styles/overlays.css";
import { type ReactNode, useEffect, useState } from "react";
import { t } from "../i18n/i18n.ts";
import { Phrase } from "./phrase.tsx";

interface DialogProps {
  readonly title: string;
  /** What it is about, under the title. */
  readonly about?: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog over the page. Its head is no page header: the library's own would be a second banner to screen readers. */
export function Dialog({ title, about, onClose, children }: DialogProps): ReactNode {
  // It is there from its first moment: the library gives the focus back to what had it only where it opens later.
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
    },
    [opener],
  );
  return (
    <Modal.Root opened onClose={onClose} size="md" centered>
      <Modal.Overlay />
      <Modal.Content>
        <div className="dialog-head">
          <div>
            <Modal.Title>{title}</Modal.Title>
            {about !== undefined && (
              <p className="dialog-about">
                <Phrase of={about} />
              </p>
            )}
          </div>
          <Modal.CloseButton aria-label={t("detail.close")} />
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
