import type { Finding } from "@lockstep/domain/world";
import type { Store } from "@lockstep/store/store";
import type { Log } from "../log.ts";

/** Looks, while others go on, whether records are missing from the log; what is found is logged as well. */
export async function findingsOfLog(store: Pick<Store, "findHole">, log: Log): Promise<readonly Finding[]> {
  try {
    const hole = await store.findHole();
    if (hole === null) return [];
    const { seq, missing } = hole;
    const lacks = missing === 1 ? `its record ${seq}` : `${missing} of its records, the first of them ${seq}`;
    const text = `The log lacks ${lacks}: what they said is not counted. Restore a backup that has them, or have what was sent then sent again.`;
    log.error({ seq, missing }, text);
    return [{ rule: "log-hole", subjectType: "tower", subject: "log", text }];
  } catch (error) {
    log.warn(error, "it could not be looked whether records are missing from the log");
    return [];
  }
}
