import type { MessageId } from "../i18n/i18n.ts";
import { EMPTY_FORM, type RuleForm } from "./rule-form.ts";

/** What most sites can begin with; each has limits to be set to one's own. */
export const SUGGESTIONS: readonly { readonly name: MessageId; readonly form: RuleForm }[] = [
  {
    name: "rules.start.high",
    form: {
      ...EMPTY_FORM,
      id: "counted-too-high",
      text: "A bin holds no more than this; more is a slip of the keyboard.",
      types: ["wms.stock-count"],
      max: "100000",
    },
  },
  {
    name: "rules.start.late",
    form: {
      ...EMPTY_FORM,
      id: "a-week-late",
      text: "Movements that are told a week late belong to a clock that is wrong, or to an old file.",
      types: ["wms.stock-move", "wms.receipt", "mes.consumption"],
      is: "TIME_TOO_OLD",
      minutes: "10080",
    },
  },
  {
    name: "rules.start.over",
    form: {
      ...EMPTY_FORM,
      id: "over-ordered",
      text: "More than a tenth over what was ordered is worth a question.",
      kind: "FINDING",
      types: ["wms.receipt", "wms.shipment", "mes.operation"],
      is: "OVER_ORDER",
      times: "1.1",
    },
  },
];
