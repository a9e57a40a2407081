import type { DateRange, ReportQuality } from '@songtrackpro/contracts';
import { describeGap, describeProvisional } from '../describe-quality.ts';
import type { Sheets } from './page.ts';

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

/** Where the numbers come from: footnotes to everything above. */
export function drawSources(sheets: Sheets, { sources }: ReportQuality): void {
  if (sources.length === 0) return;
  sheets.heading('Sources', 30);
  for (const [index, { fileName, source, from, to, facts, observedAt, recordedAt, sha256 }] of sources.entries()) {
    const what = `${fileName ?? 'pushed by a program'}, ${source.replaceAll('_', ' ')}`;
    const said = `${facts} ${facts === 1 ? 'fact' : 'facts'} of ${named({ from, to })}, stated ${day(observedAt)}, stored ${day(recordedAt)}`;
    const hash = sha256 === null ? '' : `. SHA-256 of the file ${sha256}`;
    sheets.paragraph(`${index + 1}  ${what}: ${said}${hash}.`, { size: 7.5 });
  }
}
