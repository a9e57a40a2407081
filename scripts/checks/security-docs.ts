import type { TextFile } from './repository.ts';

const tests = /`([^`\s]+\.test\.ts)`:((?:,? “[^”]+”)+)/g;
const names = /“([^”]+)”/g;

interface NamedTest {
  file: string;
  name: string;
}

/** Tests that a line names: a file in backticks, a colon, and sentences in quotation marks. */
const testsIn = (line: string): NamedTest[] =>
  [...line.matchAll(tests)].flatMap(([, file = '', sentences = '']) =>
    [...sentences.matchAll(names)].map(([, name = '']) => ({ file, name })),
  );

/**
 * Rows of the page's tables that name no test, and tests that they name and that do not exist: each risk is covered by
 * something that runs.
 */
export function compareSecurityDocs(page: string, files: readonly TextFile[]): string[] {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const rows = page.split('\n').filter((line) => /^\| (?!-|Risk\b|Attack\b)/.test(line));
  const uncovered = rows
    .filter((row) => testsIn(row).length === 0)
    .map((row) => `docs/security.md: no test covers “${row.split('|')[1]?.trim()}”`);
  const missing = testsIn(page)
    .filter(({ file, name }) => !texts.get(file)?.includes(`'${name}'`))
    .map(({ file, name }) => `docs/security.md: ${file} has no test “${name}”`);
  return [...uncovered, ...missing];
}
