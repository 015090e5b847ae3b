/* What the service worker does with what people are told on this device; it is loaded beside what keeps the page. */
self.addEventListener("push", (event) => {
  const said = event.data ? event.data.json() : {};
  const { title = "Lockstep", text = "", key, exception = null, severity = null } = said;
  event.waitUntil(
    self.registration.showNotification(title, {
      body: text,
      // The same message again takes the place of the one before.
      tag: key,
      icon: "/favicon.svg",
      requireInteraction: severity === "critical",
      data: { exception },
    }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { exception } = event.notification.data || {};
  const place = exception === null || exception === undefined ? "/escalation" : `/?at=${encodeURIComponent(exception)}`;
  event.waitUntil(
    self.clients.matchAll({ type: "window" }).then(async (windows) => {
      for (const shown of windows) if (await goes(shown, place)) return shown.focus();
      return self.clients.openWindow(place);
    }),
  );
});

const ANSWERS_WITHIN_MS = 1_000;

/* Whether its page goes there by itself: loaded anew, it would lose what somebody has half written. */
function goes(shown, place) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const end = (isGone) => {
      clearTimeout(timer);
      port1.close();
      resolve(isGone);
    };
    const timer = setTimeout(() => end(false), ANSWERS_WITHIN_MS);
    port1.onmessage = () => end(true);
    shown.postMessage({ place }, [port2]);
  });
}
