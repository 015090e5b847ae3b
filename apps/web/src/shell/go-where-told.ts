/**
 * Goes where somebody taps who is told something on this device, and says so; as by any link, what is half written stays.
 * The other half is `public/push-worker.js`.
 */
export function goWhereTold(worker: EventTarget, go: (place: string) => void): void {
  worker.addEventListener("message", (event) => {
    const { data, ports } = event as MessageEvent<{ readonly place?: unknown } | null>;
    if (typeof data?.place !== "string") return;
    go(data.place);
    ports[0]?.postMessage("gone");
  });
}
