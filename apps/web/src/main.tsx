import { ApolloProvider } from "@apollo/client/react";
import { I18nProvider } from "@lingui/react";
import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode, useEffect } from "react";
import { createRoot } from "react-dom/client";
import "./styles/mantine.css";
import "./styles/base.css";
import "./styles/shell.css";
import "./styles/board.css";
import "./styles/detail.css";
import "./styles/touch.css";
import { createClient, readBoard } from "./api/client.ts";
import { droppableReads } from "./api/droppable-reads.ts";
import { adoptPersonFromAddress, devToken, whoIsHere } from "./api/identity.ts";
import { FirstAnswersContext } from "./first/context.ts";
import { quantity } from "./format/numbers.ts";
import { formatTime } from "./format/time.ts";
import { i18n } from "./i18n/i18n.ts";
import { hasRead } from "./live/has-read.ts";
import { createLiveStore } from "./live/live-store.ts";
import { afterPaint, onceShown } from "./live/paint.ts";
import { openSocket } from "./live/socket.ts";
import { touchesOf } from "./live/touched.ts";
import { indexedDbStore } from "./outbox/indexed-db-store.ts";
import { createOutbox } from "./outbox/outbox.ts";
import { sendWaiting } from "./outbox/send-waiting.ts";
import { pastMoment } from "./past/moment.ts";
import { createPastStore } from "./past/past-store.ts";
import { router } from "./router.tsx";
import { ServicesProvider } from "./shell/context.tsx";
import { reloadOnNewVersion } from "./shell/failures.tsx";
import { goWhereTold } from "./shell/go-where-told.ts";
import { openedBy } from "./sign-in/page-person.ts";
import { theme } from "./theme.ts";
import { createToldStore } from "./told/told-store.ts";

let tellDrawn = (): void => undefined;
adoptPersonFromAddress();
const person = whoIsHere();
openedBy(person);
reloadOnNewVersion();
const reads = droppableReads();
const client = createClient(reads);
const early = window.lockstepFirst;
const first = early?.answers ?? null;
/** The page is on the screen for the first time. */
const drawn = new Promise<void>((resolve) => {
  tellDrawn = resolve;
});
const socket = pastMoment() === null ? openSocket(devToken(), drawn) : null;
const read = () => readBoard(client, first);
const live =
  socket === null
    ? createPastStore({ read })
    : createLiveStore({ socket, read, dropReads: reads.drop, afterPaint, touchedAt: touchesOf(window) });
const look = socket?.look ?? (() => undefined);
const typing = socket?.typing ?? (() => undefined);
const told = socket === null ? null : createToldStore({ client, drawn, onTold: socket.onTold });
const outbox = createOutbox({
  store: indexedDbStore(),
  by: person,
  send: (entry) => sendWaiting(client, entry),
});
const services = { client, live, outbox, look, typing, told };
const colorSchemeManager = localStorageColorSchemeManager({ key: "lockstep.appearance" });

/** A page whose code or answer takes longer is waited for within the frame of all pages. */
const MOST_WAIT_MS = 1_000;

/** Behind the page: what that does when it is drawn comes first. */
function Drawn(): null {
  useEffect(() => {
    first?.end();
    void onceShown().then(tellDrawn);
  }, []);
  return null;
}

function draw(): void {
  const place = document.getElementById("root");
  if (!place) throw new Error("the page has no place for the application");
  createRoot(place).render(
    <StrictMode>
      <I18nProvider i18n={i18n}>
        <MantineProvider theme={theme} defaultColorScheme="auto" colorSchemeManager={colorSchemeManager}>
          <ApolloProvider client={client}>
            <FirstAnswersContext value={first}>
              <ServicesProvider services={services}>
                <RouterProvider router={router} />
                <Drawn />
              </ServicesProvider>
            </FirstAnswersContext>
          </ApolloProvider>
        </MantineProvider>
      </I18nProvider>
    </StrictMode>,
  );
}

// With its page in it, and what that asks of its own, the frame is drawn once; else twice or three times, which a slow tablet feels.
const answered = early?.ready ? Promise.all([early.ready, hasRead(live)]) : null;
const waited = new Promise((resolve) => setTimeout(resolve, MOST_WAIT_MS));
// Browsers take long for the first of these: while the server answers.
setTimeout(() => [quantity(0), formatTime(new Date().toISOString(), "UTC", "clock")], 0);
void Promise.race([Promise.all([router.load(), answered]).catch(() => undefined), waited]).then(draw);

if (import.meta.env.PROD && "serviceWorker" in navigator) {
  // A page that shows the past stays there.
  if (socket !== null) goWhereTold(navigator.serviceWorker, (place) => router.history.push(place));
  // The page's code may begin after all that the page names is loaded.
  const register = (): void => void navigator.serviceWorker.register("/sw.js").catch(() => undefined);
  if (document.readyState === "complete") register();
  else window.addEventListener("load", register);
}
