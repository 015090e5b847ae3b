import { CatchBoundary, type ErrorComponentProps } from "@tanstack/react-router";
import { type ComponentType, lazy, type ReactNode, Suspense, useState } from "react";
import { t } from "../i18n/i18n.ts";
import { Notice } from "./notice.tsx";

/** The code of a part could not be fetched: the server or the network is away. */
class NotFetched extends Error {}

/** The same, failing with what a person can do. */
export function fetching<T>(load: () => Promise<T>): () => Promise<T> {
  return () =>
    load().catch((cause: unknown) => {
      throw new NotFetched(t("page.notFetchedHint"), { cause });
    });
}

interface Place {
  /** What stands there until it has come. */
  readonly meanwhile?: ReactNode;
  /** Where it opens over the page: it is not to be opened any more. Null: nobody has asked for it, and nobody is told that it failed. */
  readonly onGiveUp?: (() => void) | null;
}

/**
 * A part whose code is fetched when it is first shown. Where that fails, or the part itself, it is said in its place, and all
 * else on the page stays.
 */
export function fetched<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): (props: Props & Place) => ReactNode {
  const begin = () => lazy(fetching(async () => ({ default: await load() })));
  let Part = begin();
  return function Fetched({ meanwhile, onGiveUp, ...props }) {
    const [tries, setTries] = useState(0);
    return (
      <CatchBoundary
        // What failed of one thing may well be drawn of the next.
        getResetKey={() => `${tries} ${window.location.href}`}
        // A failure is kept for good by what it happened to: whoever asks again gets another.
        onCatch={() => {
          Part = begin();
        }}
        errorComponent={({ error }) => (
          <>
            {onGiveUp !== undefined && meanwhile}
            {onGiveUp !== null && <Failed error={error} onAgain={() => setTries(tries + 1)} onGiveUp={onGiveUp} />}
          </>
        )}
      >
        <Suspense fallback={meanwhile}>
          <Part {...(props as Props)} />
        </Suspense>
      </CatchBoundary>
    );
  };
}

interface FailedProps extends Pick<ErrorComponentProps, "error"> {
  readonly onAgain: () => void;
  readonly onGiveUp?: (() => void) | undefined;
}

/** What was not fetched is fetched again; for what failed otherwise the page is loaded again. */
export function Failed({ error, onAgain, onGiveUp }: FailedProps): ReactNode {
  const isMissing = error instanceof NotFetched;
  const message = error instanceof Error ? error.message : String(error);
  const notice = (
    <Notice title={t(isMissing ? "page.notFetched" : "page.crashed")} tone="failed">
      <p>{isMissing ? message : t("page.crashedHint", { message })}</p>
      <div className="form-buttons">
        <button type="button" className="button" onClick={isMissing ? onAgain : () => window.location.reload()}>
          {t(isMissing ? "phase.tryNow" : "page.reload")}
        </button>
        {onGiveUp !== undefined && (
          <button type="button" className="button" onClick={onGiveUp}>
            {t("detail.close")}
          </button>
        )}
      </div>
    </Notice>
  );
  return onGiveUp === undefined ? notice : <div className="missing-over">{notice}</div>;
}
