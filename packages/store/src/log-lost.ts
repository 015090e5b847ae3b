/** This process writes nothing more to the log, and what it has in memory is no longer what the log says: it has to end. */
export class LogLost extends Error {}

/** Someone else has opened the store since, which only happens to a writer that has lost its lock. */
export const takenOver = (): LogLost =>
  new LogLost(
    "Another process has taken over the log; this one writes nothing more. Restart it to continue from there.",
  );

/** Another database has taken the place of the one that was: a copy of an earlier moment. */
export const rewound = (): LogLost =>
  new LogLost(
    "The database does not hold what was written to it last, as a copy of an earlier moment does; this process writes nothing more to it. Restart it to go on from what the database holds, and have what that misses sent again.",
  );
