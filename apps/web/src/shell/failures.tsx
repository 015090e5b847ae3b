import { type ErrorComponentProps, Link, useRouter } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { t } from "../i18n/i18n.ts";
import { Failed } from "../ui/fetched.tsx";
import { Notice } from "../ui/notice.tsx";

/** What stands where a page could not be drawn. */
export function Crashed({ error }: ErrorComponentProps): ReactNode {
  const router = useRouter();
  return (
    <main className="page-notice" id="main">
      <Failed error={error} onAgain={() => void router.invalidate()} />
    </main>
  );
}

export function UnknownPage(): ReactNode {
  return (
    <main className="page-notice" id="main">
      <Notice title={t("page.unknown")}>
        <Link to="/" className="button">
          {t("nav.board")}
        </Link>
      </Notice>
    </main>
  );
}

const RELOADED = "lockstep.reloaded-at";

/**
 * A part that is not there any more means that a new version has been put in place: the page takes it, once a minute. Without
 * the server it means nothing, and all that the page shows would be gone.
 */
export function reloadOnNewVersion(): void {
  window.addEventListener("vite:preloadError", () => {
    fetch("/readyz").then(reloadIfReady, () => undefined);
  });
}

function reloadIfReady({ ok }: Response): void {
  const last = Number(sessionStorage.getItem(RELOADED) ?? 0);
  if (!ok || Date.now() - last < 60_000) return;
  sessionStorage.setItem(RELOADED, String(Date.now()));
  window.location.reload();
}
