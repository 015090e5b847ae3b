import { Modal } from "@mantine/core";
import "../styles/overlays.css";
import type { ReactNode } from "react";
import { t } from "../i18n/i18n.ts";

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog over the page. Its head is no page header: the library's own would be a second banner to screen readers. */
export function Dialog({ title, onClose, children }: DialogProps): ReactNode {
  return (
    <Modal.Root opened onClose={onClose} size="md" centered>
      <Modal.Overlay />
      <Modal.Content>
        <div className="dialog-head">
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t("detail.close")} />
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
