import type { TextFile } from './repository.ts';

const isSource = ({ path }: TextFile): boolean => !path.endsWith('.test.ts');
const firstWords = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, word = '']) => word)),
];

function compare(what: string, described: readonly string[], known: readonly string[]): string[] {
  return [
    ...known.filter((name) => !described.includes(name)).map((name) => `docs/operations.md lacks the ${what} ${name}`),
    ...described
      .filter((name) => !known.includes(name))
      .map((name) => `docs/operations.md describes the ${what} ${name}, which the code has not`),
  ];
}

const finding = /\bcode(?:: | = )'([a-z][a-z_-]+)'|\bwarn\('([a-z_]+)'/g;

/** Files that look over an installation for `doctor`. */
const looksOver = /\/care\/|\/doctor\/|-doctor\.ts$|\/inspect-[\w-]+\.ts$/;

/** Codes of findings that the page doesn't describe, and the other way round. */
export function compareDoctorDocs(page: string, sources: readonly TextFile[]): string[] {
  const texts = sources.filter((file) => isSource(file) && looksOver.test(file.path)).map(({ text }) => text);
  const codes = [...texts.join('\n').matchAll(finding)].map(([, code, warned]) => code ?? warned ?? '');
  const [, section = ''] = /^## What doctor says$(.*?)^## /ms.exec(page) ?? [];
  const rows = section.split('\n').filter((line) => line.startsWith('| `'));
  const described = rows.flatMap((row) => firstWords(row.split('|')[1] ?? '', /`([a-z_-]+)`/g));
  return compare('finding', described, [...new Set(codes)]);
}

/** Metrics that the page doesn't describe, and the other way round; a histogram's own endings belong to it. */
export function compareMetricDocs(page: string, sources: readonly TextFile[]): string[] {
  const telemetry = sources.filter((file) => isSource(file) && file.path.includes('/core/telemetry/'));
  const text = telemetry.map((file) => file.text).join('\n');
  const names = [
    ...firstWords(text, /'(songtrackpro_[a-z_]+)'/g),
    // What waits is told by gauges that share their beginning.
    ...firstWords(text, /\bgauge\(\s*'([a-z_]+)'/g).map((name) => `songtrackpro_${name}`),
  ];
  const described = firstWords(page, /\b(songtrackpro_[a-z_]+)/g).map((name) =>
    name.replace(/_(count|sum|bucket)$/, ''),
  );
  return compare('metric', [...new Set(described)], names);
}
