import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { t } from "../i18n/i18n.ts";
import type { View } from "../shell/view.ts";

/** To the handover of the line that is looked at, also of one that was remembered and is not in the address. */
export const HandoverLink = ({ line }: { readonly line: string | undefined }): ReactNode => (
  <Link to="/handover" search={(search: View) => ({ ...search, line })} className="button">
    {t("nav.handover")}
  </Link>
);
