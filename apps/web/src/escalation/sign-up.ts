/** What a browser says of itself when it is signed up. */
export interface SignedUp {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

export type CannotSignUp = "unsupported" | "denied" | "failed";

/** Whether this browser can be told anything while the page is closed. */
export const canSignUp = (): boolean =>
  "serviceWorker" in navigator && "PushManager" in globalThis && "Notification" in globalThis;

/** Asks the person, and then the browser's push service. */
export async function signUp(publicKey: string): Promise<SignedUp | CannotSignUp> {
  const registration = canSignUp() ? await navigator.serviceWorker.getRegistration() : undefined;
  if (registration === undefined) return "unsupported";
  if ((await Notification.requestPermission()) !== "granted") return "denied";
  try {
    const before = await registration.pushManager.getSubscription();
    // Signed up with another server, or with another key of this one, it takes no other.
    if (before !== null && keyOf(before) !== publicKey) await before.unsubscribe();
    const options = { userVisibleOnly: true, applicationServerKey: publicKey };
    const { endpoint, keys } = (await registration.pushManager.subscribe(options)).toJSON();
    const { p256dh, auth } = keys ?? {};
    return endpoint && p256dh && auth ? { endpoint, p256dh, auth } : "failed";
  } catch {
    return "failed";
  }
}

const keyOf = ({ options }: PushSubscription): string | null =>
  options.applicationServerKey === null
    ? null
    : btoa(String.fromCharCode(...new Uint8Array(options.applicationServerKey)))
        .replaceAll("+", "-")
        .replaceAll("/", "_")
        .replaceAll("=", "");
