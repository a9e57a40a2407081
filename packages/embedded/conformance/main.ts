import { statSync } from 'node:fs';
import { KNOWN_FAILURES } from './known-failures.ts';
import { type Report, runFolder } from './run-folder.ts';

/** A failure that is not listed with its reason. */
function isUnexpected({ result, file, test }: Report): boolean {
  return result === 'failed' && KNOWN_FAILURES[file]?.[test] === undefined;
}

/** `conformance <folder>`: runs MongoDB's unified tests in it; the last line counts what passed, failed and was skipped.
 * The exit code is 0 where every failure is a known one. */
async function main(): Promise<number> {
  const [folder] = process.argv.slice(2).filter((argument) => argument !== '--');
  if (!folder || !statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    process.stderr.write('Name a folder of unified test files: conformance <folder>\n');
    return 2;
  }
  const reports = await runFolder(folder);
  const count = (result: Report['result']) => reports.filter((report) => report.result === result).length;
  const skipped = new Map<string, number>();
  for (const report of reports) {
    if (report.result === 'skipped') skipped.set(report.reason, (skipped.get(report.reason) ?? 0) + 1);
    if (report.result === 'failed')
      process.stdout.write(`failed  ${report.file}: ${report.test}\n        ${report.reason}\n`);
  }
  for (const [reason, tests] of skipped) process.stdout.write(`skipped ${tests}: ${reason}\n`);
  process.stdout.write(`${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped\n`);
  return reports.some(isUnexpected) ? 1 : 0;
}

process.exitCode = await main();
