import { existsSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Reporter, SerializedError, TestModule, TestSuite } from "vitest/node";

/**
 * Counts a run as `N passed, N failed, N skipped`, the last line that a CI reads. A file that cannot be imported, a
 * broken hook and an unhandled error are failures as well. With LOCKSTEP_NO_SKIP=1 a skipped test fails the run, except
 * in a `*.data.test.ts` where the recorded data does not lie beside the checkout.
 *
 * LOCKSTEP_TEST_COUNTS names a file that gets the three numbers in place of the line.
 */
export class CountsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    const forbidden: string[] = [];
    for (const module of modules) {
      count(module, counts, forbidden);
    }
    if (process.env.LOCKSTEP_NO_SKIP === "1" && forbidden.length > 0) {
      process.stdout.write(
        `\nNothing may be skipped here (LOCKSTEP_NO_SKIP=1), but these were:\n${forbidden.join("\n")}\n`,
      );
      counts.failed += 1;
      process.exitCode = 1;
    }
    if (process.env.LOCKSTEP_TEST_COUNTS !== undefined) {
      writeFileSync(process.env.LOCKSTEP_TEST_COUNTS, JSON.stringify(counts));
      return;
    }
    const line = `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`;
    process.once("exit", () => process.stdout.write(line));
  }
}

function count(
  module: TestModule,
  counts: { passed: number; failed: number; skipped: number },
  forbidden: string[],
): void {
  const suites: (TestModule | TestSuite)[] = [module, ...module.children.allSuites()];
  const broken = suites.filter((suite) => suite.errors().length > 0).length;
  let failedTests = 0;
  for (const test of module.children.allTests()) {
    const { state } = test.result();
    if (state === "passed") {
      counts.passed += 1;
    } else if (state === "failed") {
      failedTests += 1;
    } else {
      counts.skipped += 1;
      if (!mayLackData(module)) {
        forbidden.push(`  ${module.relativeModuleId} > ${test.fullName}`);
      }
    }
  }
  const failed = failedTests + broken;
  counts.failed += failed === 0 && module.state() === "failed" ? 1 : failed;
}

const dataFolder = fileURLToPath(new URL("../../shared/data", import.meta.url));

function mayLackData(module: TestModule): boolean {
  return module.moduleId.includes(".data.test.") && !existsSync(dataFolder);
}
