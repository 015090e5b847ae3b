import { Type } from "typebox";

/** Each source of a connector is to be heard of so often: it is slow after one and a half times as long, silent after twice. */
export const ExpectEverySeconds = Type.Optional(Type.Number({ minimum: 1, maximum: 604_800 }));
