import { createContext } from "react";
import type { FirstAnswers } from "./first-answers.ts";

/** Null: nothing was asked before the page's code was there. */
export const FirstAnswersContext = createContext<FirstAnswers | null>(null);
