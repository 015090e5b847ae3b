import { parser } from "typescript-eslint";

const clock = "A pure package gets its clock, randomness and ids as parameters.";

// Biome formats and lints, oxlint judges what needs types. This is only for what must stay pure.
export default [
  {
    files: ["packages/{domain,engine,workflow,protocol,connectors}/src/**/*.ts"],
    ignores: ["**/*.test.ts", "**/generated/**", "**/*.generated.ts"],
    languageOptions: { parser },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "no-restricted-properties": [
        "error",
        { object: "Date", property: "now", message: clock },
        { object: "Math", property: "random", message: clock },
      ],
      "no-restricted-syntax": [
        "error",
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: clock },
        { selector: "CallExpression[callee.name='Date']", message: clock },
      ],
    },
  },
];
