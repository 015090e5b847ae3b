/** The texts of what is done to many exceptions at once, in ICU MessageFormat: loaded when somebody asks for it. */
export const enCollaborate = {
  "mention.hint": "@ and an id tells that person in the app; an id with a space in it cannot be named.",
  "mention.told": "Will be told: {names}.",
  "mention.unknown": "In no roster here, and not told: {names}.",
  "many.title": "All {n} that the filter shows",
  "many.about": "Each is done, and audited, by itself.",
  "many.action": "What is to be done",
  "many.submit": "{what}: {n, plural, one {# exception} other {# exceptions}}",
  "many.cannot": "{n, plural, one {# of them cannot} other {# of them cannot}} take this as they stand.",
  "many.held":
    "{what}: {n, plural, one {# exception} other {# exceptions}}. Nothing is sent yet: it is in {seconds} s.",
  "many.sending": "{what}: {n, plural, one {# exception is} other {# exceptions are}} being sent …",
  "many.offline": "The server did not answer; some may be done. Try again: what is done is done once.",
  "many.partly": "{done} done before this: {why} Try again: what is done is done once.",
  "many.undo": "Undo",
  "many.now": "Send now",
  "many.again": "Try again",
  "many.close": "Close",
  "many.done": "{what}: {done} done{refused, plural, =0 {.} one {, # refused:} other {, # refused:}}",
} as const;
