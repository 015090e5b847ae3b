/** The texts of the page of feeds, in ICU MessageFormat: loaded with that page, as the first one is small. */
export const enFeeds = {
  "feeds.title": "Feeds",
  "feeds.hint":
    "Every source that tells facts, and every connector that runs: how fresh its word is, how late it speaks, and what to do where something is wrong.",
  "feeds.rules": "Rules on the way in: what is kept out, and what is said about what came in",
  "feeds.none": "No source has told anything yet",
  "feeds.noneHint": "Bring in files, connect a machine or an ERP, or send facts to /facts: docs/CONNECT.md shows each.",
  "feeds.noneFiles": "Bring in your own files",
  "feeds.manual": "The clock is moved by hand: rate, lag and clock are not told.",

  "feeds.source": "Source",
  "feeds.system": "System",
  "feeds.status": "State",
  "feeds.age": "Silent for",
  "feeds.ageLimit": "{age} of {limit}",
  "feeds.ageTitle": "Slow after {warn}, silent after {error}",
  "feeds.noLimit": "It says something when there is something to say",
  "feeds.last": "Last happened",
  "feeds.rate": "Facts/min",
  "feeds.lag": "Lag",
  "feeds.lagTitle": "Median, from when something happened until it was received, of the last twenty facts",
  "feeds.skew": "Clock ahead",
  "feeds.taken": "Taken",
  "feeds.refused": "Quarantined",
  "feeds.errors": "Errors",
  "feeds.errorsTitle":
    "How often it could not be read or told, or its connection failed, since this server was started",
  "feeds.backlog": "To tell",
  "feeds.todo": "What to do",

  "feeds.do.TROUBLE": "{runbook}",
  "feeds.troubles": "What is wrong now",
  "feeds.trouble.CANNOT_CONNECT":
    "See that it runs and that this server reaches it: address, port and firewall. It is tried again by itself.",
  "feeds.trouble.SIGN_IN_REFUSED":
    "Check user, password and rights in connectors.yaml and over there; then stop and start the connector.",
  "feeds.trouble.TIMED_OUT":
    "Look at its load, locks and network: it is there and does not answer in time. It is tried again by itself.",
  "feeds.trouble.BROKER_GONE":
    "See that the broker runs and that nobody else uses this client id. What it keeps comes when it is back.",
  "feeds.trouble.MACHINE_GONE": "See that the machine or its edge node is on and reaches the broker.",
  "feeds.trouble.FOLDER":
    "See that the folder is there, that this server may read, write and move files in it, and that a mapping is kept for its tables.",
  "feeds.trouble.STOPPED": "Start it again: integrators and administrators may. What waits for it comes then.",
  "feeds.trouble.OTHER": "Look into this server's log, and at what waits on the page Back to the ERP.",
  "feeds.do.SILENT": "Nothing for {age}: see that it runs and reaches this server. What it told last stands meanwhile.",
  "feeds.do.SLOW": "Slower than it should be: if it stays so, look at its queue and its network.",
  "feeds.do.UNHEARD":
    "Nothing has come of it yet: see that the other side sends, and that what connectors.yaml names is what it sends.",
  "feeds.do.CLOCK_AHEAD": "Its clock is {skew} ahead: set it by NTP. Over 5 minutes its facts are quarantined.",
  "feeds.do.LATE": "It tells {lag} late: send each fact when it happens.",
  "feeds.do.QUARANTINED":
    "{n, plural, one {# fact} other {# facts}} of it went into quarantine: settle what is open there.",
  "feeds.do.NOTHING": "Nothing",
} as const;
