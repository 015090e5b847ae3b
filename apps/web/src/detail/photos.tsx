import type { ReactNode } from "react";
import "../i18n/collaborate-texts.ts";
import { t } from "../i18n/i18n.ts";
import styles from "./photos.module.css";

interface PhotosProps {
  readonly exception: string;
  readonly photos: readonly string[];
  readonly by: string;
}

/** What was sent with an entry of the timeline; each opens whole. */
export const Photos = ({ exception, photos, by }: PhotosProps): ReactNode =>
  photos.length > 0 && (
    <span className={styles["photos"]}>
      {photos.map((photo, place) => {
        const address = `/photos/${encodeURIComponent(exception)}/${photo}`;
        return (
          <a key={photo} href={address} target="_blank" rel="noreferrer">
            <img src={address} loading="lazy" alt={t("photo.alt", { n: place + 1, by })} />
          </a>
        );
      })}
    </span>
  );
