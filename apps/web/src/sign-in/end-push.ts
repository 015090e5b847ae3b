const MOST_MS = 2_000;

/**
 * Whoever takes the tablet next is shown nothing that the one before is told: the browser takes no more for it, and the server ends the
 * device with the next message. Where nothing was signed up, or it cannot be ended in time, the person signs out all the same.
 */
export async function endPush(): Promise<void> {
  await Promise.race([unsubscribe(), new Promise((resolve) => setTimeout(resolve, MOST_MS))]);
}

async function unsubscribe(): Promise<void> {
  try {
    const registration = await navigator.serviceWorker.getRegistration();
    const signedUp = await registration?.pushManager.getSubscription();
    await signedUp?.unsubscribe();
  } catch {
    // A browser without push, or a push service that cannot be reached.
  }
}
