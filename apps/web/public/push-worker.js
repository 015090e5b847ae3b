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
    self.clients.matchAll({ type: "window" }).then((windows) => {
      const [first] = windows;
      if (first === undefined) return self.clients.openWindow(place);
      return first
        .focus()
        .then((shown) => shown.navigate(place))
        .catch(() => self.clients.openWindow(place));
    }),
  );
});
