import type { ReactNode } from "react";
import "../i18n/collaborate-texts.ts";
import { t } from "../i18n/i18n.ts";
import styles from "./photo-field.module.css";

interface PhotoProps {
  readonly photo: Blob | null;
  readonly onChange: (photo: Blob | null) => void;
}

const KIB = 1_024;

/** One picture, from the camera where there is one. The server says whether it is one, and takes out where it was taken. */
export const PhotoField = ({ photo, onChange }: PhotoProps): ReactNode => (
  <label className="form-field">
    <span>{t("photo.label")}</span>
    <input
      type="file"
      name="photo"
      className={styles["file"]}
      accept="image/jpeg,image/png,image/webp"
      capture="environment"
      onChange={(event) => onChange(event.target.files?.[0] ?? null)}
    />
    <small>{photo === null ? t("photo.hint") : t("photo.size", { kib: Math.ceil(photo.size / KIB) })}</small>
  </label>
);
