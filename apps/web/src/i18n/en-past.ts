/** The texts for choosing a past moment, in ICU MessageFormat: loaded when it is chosen. */
export const enPast = {
  "past.choose": "Look at a past moment",
  "past.chooseHint": "Everything as it stood then, and as it was known then. What was told later is not in it.",
  "past.quick": "Often asked for",
  "past.hourAgo": "An hour ago",
  "past.moment": "Or any moment, {zone}",
  "past.look": "Look at it",
  "past.bad": "That is no date and time.",
  "past.ahead": "That is still to come. Choose a moment that has been.",
} as const;
