import type { Mapping, Upload } from "@lockstep/protocol/imports";
import type { ReactNode } from "react";
import { formatTime, zoneAbbreviation } from "../format/time.ts";
import { instantOfWallTime, wallTimeOf } from "../format/wall-time.ts";
import { t } from "../i18n/i18n.ts";
import { usePlant, useSnapshot, useZone } from "../shell/context.tsx";
import type { DroppedFile } from "./dropped-file.ts";
import { typeName } from "./texts.ts";
import type { Import } from "./use-import.ts";

interface OptionsProps {
  readonly work: Import;
  readonly file: DroppedFile;
  readonly upload: Upload;
  readonly mapping: Mapping;
  /** Of the fields that the file tells: what it has none of need not be asked. */
  readonly kinds: ReadonlySet<string>;
}

const LIKELY = 3;
const SITE_ZONE = "site";

/** What the whole file is, and how its numbers, dates and times are written. */
export function ReadingOptions({ work, file, upload, mapping, kinds }: OptionsProps): ReactNode {
  const zone = useZone();
  const change = (patch: Partial<Mapping>): void => work.changeMapping(file.key, { ...mapping, ...patch });
  return (
    <>
      <p className="import-hint">
        {file.kept === null
          ? t("import.guessed")
          : t("import.kept", {
              who: file.kept.changedBy,
              source: file.kept.source,
              when: formatTime(file.kept.changedAt, zone, "full"),
            })}
      </p>
      <div className="reading">
        {upload.sheets.length > 1 && (
          <SheetChoice upload={upload} onChange={(sheet) => work.changeSheet(file.key, sheet)} />
        )}
        <TypeChoice upload={upload} type={mapping.type} onChange={(type) => work.changeType(file.key, type)} />
        <label className="form-field">
          <span>{t("import.source")}</span>
          <input
            className="field"
            value={file.source}
            maxLength={100}
            aria-describedby="import-source-hint"
            onChange={(event) => work.change(file.key, { source: event.target.value })}
          />
          <small id="import-source-hint">{t("import.sourceHint")}</small>
        </label>
        {hasNumbers(kinds) && <DecimalChoice work={work} file={file} mapping={mapping} />}
        {(kinds.has("instant") || kinds.has("date")) && <DateChoice work={work} file={file} mapping={mapping} />}
        {kinds.has("instant") && <ZoneChoice zone={mapping.zone} onChange={(next) => change({ zone: next })} />}
        <AsOf work={work} file={file} />
        <label className="reading-tick">
          <input
            type="checkbox"
            checked={mapping.isComplete === true}
            aria-describedby="import-complete-hint"
            onChange={(event) => change({ isComplete: event.target.checked })}
          />
          <span>{t("import.complete")}</span>
          <small id="import-complete-hint">{t("import.completeHint")}</small>
        </label>
      </div>
    </>
  );
}

interface SheetChoiceProps {
  readonly upload: Upload;
  readonly onChange: (sheet: string) => void;
}

function SheetChoice({ upload: { sheets, sheet }, onChange }: SheetChoiceProps): ReactNode {
  return (
    <label className="form-field">
      <span>{t("import.sheet")}</span>
      <select className="choice" value={sheet ?? ""} onChange={(event) => onChange(event.target.value)}>
        {sheets.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

interface TypeChoiceProps {
  readonly upload: Upload;
  readonly type: string;
  readonly onChange: (type: string) => void;
}

function TypeChoice({ upload, type, onChange }: TypeChoiceProps): ReactNode {
  const options = (types: readonly string[]): ReactNode =>
    types.map((one) => (
      <option key={one} value={one}>
        {typeName(one)}
      </option>
    ));
  return (
    <label className="form-field">
      <span>{t("import.fileIs")}</span>
      <select className="choice" value={type} onChange={(event) => onChange(event.target.value)}>
        <optgroup label={t("import.likely")}>{options(upload.types.slice(0, LIKELY))}</optgroup>
        <optgroup label={t("import.others")}>{options(upload.types.slice(LIKELY))}</optgroup>
      </select>
    </label>
  );
}

export const hasNumbers = (kinds: OptionsProps["kinds"]): boolean => kinds.has("number") || kinds.has("money");

/** As with dates: what is a thousand to one is one to another, so nobody guesses it. */
function DecimalChoice({ work, file, mapping }: Omit<OptionsProps, "upload" | "kinds">): ReactNode {
  return (
    <div className="form-field">
      <label className="form-field">
        <span>{t("import.decimal")}</span>
        <select
          className="choice"
          value={file.isDecimalMarkOpen ? "" : mapping.decimal}
          onChange={(event) => {
            const decimal = ([".", ","] as const).find((one) => one === event.target.value);
            if (decimal === undefined) return;
            work.changeMapping(file.key, { ...mapping, decimal });
            work.change(file.key, { isDecimalMarkOpen: false });
          }}
        >
          {file.isDecimalMarkOpen && <option value="">{t("import.wordOpen")}</option>}
          <option value=".">{t("import.decimal.point")}</option>
          <option value=",">{t("import.decimal.comma")}</option>
        </select>
      </label>
      {file.isDecimalMarkOpen && (
        <small className="import-problem" role="status">
          {t("import.decimalAmbiguous")}
        </small>
      )}
    </div>
  );
}

/** A choice that nothing in the file tells is left open until somebody makes it. */
function DateChoice({ work, file, mapping }: Omit<OptionsProps, "upload" | "kinds">): ReactNode {
  return (
    <div className="form-field">
      <label className="form-field">
        <span>{t("import.dates")}</span>
        <select
          className="choice"
          value={file.isDateOrderOpen ? "" : mapping.dates}
          onChange={(event) => {
            const dates = (["ymd", "dmy", "mdy"] as const).find((one) => one === event.target.value);
            if (dates === undefined) return;
            work.change(file.key, { isDateOrderOpen: false, mapping: { ...mapping, dates } });
          }}
        >
          {file.isDateOrderOpen && <option value="">{t("import.wordOpen")}</option>}
          <option value="ymd">{t("import.dates.ymd")}</option>
          <option value="dmy">{t("import.dates.dmy")}</option>
          <option value="mdy">{t("import.dates.mdy")}</option>
        </select>
      </label>
      {file.isDateOrderOpen && (
        <small className="import-problem" role="status">
          {t("import.datesAmbiguous")}
        </small>
      )}
    </div>
  );
}

const ALL_ZONES: readonly string[] = Intl.supportedValuesOf("timeZone");

function ZoneChoice({
  zone,
  onChange,
}: {
  readonly zone: string;
  readonly onChange: (zone: string) => void;
}): ReactNode {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const plants = usePlant()?.sites.map(({ timeZone }) => timeZone) ?? [];
  const first = [...new Set([...plants, own, "UTC", ...(zone === SITE_ZONE ? [] : [zone])])];
  return (
    <label className="form-field">
      <span>{t("import.zone")}</span>
      <select className="choice" value={zone} onChange={(event) => onChange(event.target.value)}>
        <option value={SITE_ZONE}>{t("import.zone.site")}</option>
        {[...first, ...ALL_ZONES.filter((name) => !first.includes(name))].map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** With a clock that is moved by hand, files are of its time. */
function AsOf({ work, file }: Pick<OptionsProps, "work" | "file">): ReactNode {
  const zone = useZone();
  const { clockOffsetMs } = useSnapshot();
  if (file.writtenAt === null || clockOffsetMs === null) return null;
  const asOf = file.asOf ?? file.writtenAt;
  return (
    <label className="form-field">
      <span>{t("import.asOf", { zone: zoneAbbreviation(asOf, zone) })}</span>
      <input
        type="datetime-local"
        className="field"
        value={wallTimeOf(asOf, zone)}
        aria-describedby="import-as-of-hint"
        onChange={(event) =>
          work.change(file.key, { asOf: instantOfWallTime(event.target.value, zone) ?? file.writtenAt })
        }
      />
      <small id="import-as-of-hint">{t("import.asOfHint")}</small>
    </label>
  );
}
