import type { Committed, Readiness } from "@lockstep/protocol/imports";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { t } from "../i18n/i18n.ts";
import { StepHeading } from "./step-heading.tsx";
import { typeName } from "./texts.ts";
import type { Import } from "./use-import.ts";

/** What became of the file, and what to do next. */
export function CommittedStep({
  work,
  committed,
  missing,
}: {
  readonly work: Import;
  readonly committed: Committed;
  readonly missing: Readiness["missing"];
}): ReactNode {
  const { accepted, duplicates, quarantined, parked, counts } = committed;
  const names = missing.map((what) => (what === "supply" ? t("import.missingSupply") : typeName(what)));
  const { next } = work;
  return (
    <div className="import-step">
      <StepHeading>{t("import.step.done")}</StepHeading>
      <p className="taken" role="status">
        {t("import.taken", { n: accepted })}.
      </p>
      <ul className="taken-more">
        {accepted > 0 && duplicates > 0 && <li>{t("import.takenKnown", { n: duplicates })}</li>}
        {parked > 0 && <li>{t("import.takenParked", { n: parked })}</li>}
        {quarantined > 0 && (
          <li>
            <Link to="/quarantine">{t("import.takenQuarantined", { n: quarantined })}</Link>
          </li>
        )}
        {counts.badRows > 0 && (
          <li>
            {t("import.takenBad", { n: counts.badRows })} {t("import.mend")}
          </li>
        )}
      </ul>
      <p className="import-note">
        {missing.length === 0 ? t("import.ready") : t("import.missing", { what: names.join(", ") })}
      </p>
      <div className="import-foot import-foot-start">
        {next !== null && (
          <button type="button" className="button button-main" onClick={() => work.choose(next.key)}>
            {t("import.next", { name: next.name })}
          </button>
        )}
        {missing.length === 0 && (
          <Link to="/" className={next === null ? "button button-main" : "button"}>
            {t("import.openBoard")}
          </Link>
        )}
      </div>
    </div>
  );
}
