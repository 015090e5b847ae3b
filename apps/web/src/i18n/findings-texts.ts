import { enFindings } from "./en-findings.ts";
import { i18n } from "./i18n.ts";

// Beside those that are there: what is fetched later brings its texts with it.
i18n.load("en", enFindings);
