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

/** Codes of findings that the page doesn't describe, and the other way round. A finding says how severe it is. */
export function compareDoctorDocs(page: string, sources: readonly TextFile[]): string[] {
  const texts = sources.filter((file) => isSource(file) && file.text.includes('severity')).map(({ text }) => text);
  const codes = [...texts.join('\n').matchAll(finding)].map(([, code, warned]) => code ?? warned ?? '');
  const [, section = ''] = /^## What doctor says$(.*?)^## /ms.exec(page) ?? [];
  const rows = section.split('\n').filter((line) => line.startsWith('| `'));
  const described = rows.flatMap((row) => firstWords(row.split('|')[1] ?? '', /`([a-z_-]+)`/g));
  return compare('finding', described, [...new Set(codes)]);
}

/** Metrics that the page doesn't describe, and the other way round; a histogram's own endings belong to it. */
export function compareMetricDocs(page: string, sources: readonly TextFile[]): string[] {
  const telemetry = sources.filter((file) => isSource(file) && file.path.includes('/core/telemetry/'));
  const names = firstWords(telemetry.map(({ text }) => text).join('\n'), /'(songtrackpro_[a-z_]+)'/g);
  const described = firstWords(page, /\b(songtrackpro_[a-z_]+)/g).map((name) => name.replace(/_(count|sum|bucket)$/, ''));
  return compare('metric', [...new Set(described)], names);
}
