import tseslint from "typescript-eslint";

const pure = ["packages/{domain,engine,workflow,protocol,connectors}/src/**/*.ts"];
const tests = ["**/*.test.ts", "**/*.test.tsx"];

const clock = "A pure package gets its clock, randomness and ids as parameters.";

// Biome formats and lints. This is only for what needs types, and for what must stay pure.
export default tseslint.config(
  { ignores: ["**/dist/**", "**/generated/**", "**/*.generated.ts", "**/*.mjs", "**/*.cjs", "**/*.js"] },
  {
    files: ["packages/*/src/**/*.ts", "apps/*/src/**/*.{ts,tsx}", "scripts/**/*.ts"],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { project: "./tsconfig.lint.json", tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    plugins: { "@typescript-eslint": tseslint.plugin },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: pure,
    ignores: tests,
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
);
