/** The texts of the findings; they come with their page. */
export const enFindings = {
  "steward.findingsTitle": "Findings",
  "steward.findingsHint":
    "What the facts say about themselves: master data that does not add up, orders that nobody touches. Each was taken, and is worth a look.",
  "steward.findingsEmpty": "No findings",
  "steward.findingsEmptyHint": "Master data and orders are consistent.",
  "steward.parkedTitle": "Waiting facts",
  "steward.parkedHint":
    "Taken and kept, but they name something that no fact has told of yet. They count as soon as it comes.",
  "steward.parkedEmpty": "No fact waits",
  "steward.parkedEmptyHint": "Everything that facts name is known.",
};
