/** The texts of what people were told in the app, in ICU MessageFormat: loaded with what shows it. */
export const enTold = {
  "told.none": "Nothing yet",
  "told.noneHint": "What you are called for stands here. You are called if a roster in force names you.",
  "told.readAll": "Mark all as read",
  "told.whoIsCalled": "Who is called, and on which devices",
};
