import type { TextFile } from './repository.ts';

const longLines = 300;
const maximumLines = 400;

export interface LengthReport {
  /** Files that are too long. */
  problems: string[];
  /** Files that are about to be. */
  warnings: string[];
}

/** Measures TypeScript files, generated ones as well: people read them where their editor leads them. */
export function measureLengths(files: readonly TextFile[]): LengthReport {
  const report: LengthReport = { problems: [], warnings: [] };
  for (const { path, text } of files) {
    if (!path.endsWith('.ts')) continue;
    const lines = text.replace(/\n$/, '').split('\n').length;
    if (lines > maximumLines)
      report.problems.push(`${path}: ${lines} lines; split it by behaviour, at most ${maximumLines}`);
    else if (lines > longLines) report.warnings.push(`${path}: ${lines} lines`);
  }
  return report;
}
