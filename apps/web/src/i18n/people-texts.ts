import { enPeople } from "./en-people.ts";
import { i18n } from "./i18n.ts";

// Beside those that are there: a page that is fetched later brings its texts with it.
i18n.load("en", enPeople);
