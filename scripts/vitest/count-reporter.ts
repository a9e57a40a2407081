import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';
import type { Counts } from '../test/counts.ts';

function countTests(modules: readonly TestModule[]): Counts {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const module of modules) {
    let failedTests = 0;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === 'passed') counts.passed += 1;
      else if (state === 'skipped') counts.skipped += 1;
      else failedTests += 1;
    }
    // A file that doesn't load, or a hook that fails, has no failed test that would tell of it.
    counts.failed += module.ok() ? failedTests : Math.max(failedTests, 1);
  }
  return counts;
}

/** The tests that passed at a second try only, with their files. */
function flakyTests(modules: readonly TestModule[]): string[] {
  return modules.flatMap((module) =>
    [...module.children.allTests()]
      .filter((test) => test.diagnostic()?.flaky)
      .map((test) => `${module.relativeModuleId}: ${test.fullName}`),
  );
}

/**
 * Writes the counts of a run to the file that `STP_COUNTS` names, errors outside of tests included, and names the tests
 * that passed at a second try only.
 */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const counts = countTests(modules);
    counts.failed += unhandledErrors.length;
    for (const name of flakyTests(modules)) process.stdout.write(`passed at the second try: ${name}\n`);
    const file = process.env.STP_COUNTS;
    if (file !== undefined) writeFileSync(file, JSON.stringify(counts));
  }
}
