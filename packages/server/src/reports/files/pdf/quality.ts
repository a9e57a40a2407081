import type { DateRange, ReportQuality } from '@songtrackpro/contracts';
import { describeGap, describeProvisional } from '../describe-quality.ts';
import type { Sheets } from './page.ts';
import { drawTable } from './table.ts';

const named = ({ from, to }: DateRange) => (from === to ? from : `${from} to ${to}`);

/** What is missing and what to know, before the details. */
export function drawQuality(sheets: Sheets, quality: ReportQuality): void {
  sheets.heading('What is missing, and what to know', 30);
  const lines = [
    ...quality.missing.map(describeGap),
    describeProvisional(quality),
    ...(quality.expiredBefore === null ? [] : [`Days before ${quality.expiredBefore} may have expired.`]),
    ...quality.flags.filter(({ code }) => code !== 'days_missing').map(({ message }) => message),
  ];
  for (const line of lines) sheets.paragraph(`• ${line}`, { size: 8.5 });
}

const day = (instant: string) => instant.slice(0, 10);

/** Where the numbers come from: the footnotes of everything above. */
export function drawSources(sheets: Sheets, { sources }: ReportQuality): void {
  if (sources.length === 0) return;
  sheets.heading('Sources');
  const columns = [
    { title: 'File', share: 2.4 },
    { title: 'Source', share: 1.25, align: 'left' as const },
    { title: 'Days', share: 1.55, align: 'left' as const },
    { title: 'Facts', share: 0.5 },
    { title: 'Stated', share: 0.95 },
    { title: 'Stored', share: 0.95 },
    { title: 'SHA-256', share: 1 },
  ];
  const rows = sources.map(({ fileName, source, from, to, facts, observedAt, recordedAt, sha256 }) => [
    fileName ?? 'pushed by a program',
    source.replaceAll('_', ' '),
    named({ from, to }),
    String(facts),
    day(observedAt),
    day(recordedAt),
    sha256 === null ? '–' : `${sha256.slice(0, 12)}…`,
  ]);
  drawTable(sheets, columns, rows);
}
