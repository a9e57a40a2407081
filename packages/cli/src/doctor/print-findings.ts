import type { Finding } from '@songtrackpro/server';

const marks = { fault: 'FAULT  ', warning: 'warning', ok: 'ok     ' } as const;

/** Findings for a person: what is wrong first, then what to know; tables that are well in one line. */
export function findingLines(findings: readonly Finding[]): string[] {
  const of = (severity: Finding['severity']) => findings.filter((finding) => finding.severity === severity);
  const well = of('ok').filter(({ code }) => code !== 'vacuum');
  const lines = [...of('fault'), ...of('warning'), ...well].map(
    ({ severity, message }) => `${marks[severity]}  ${message}`,
  );
  const tables = of('ok').length - well.length;
  if (tables > 0) lines.push(`${marks.ok}  ${tables} tables have few dead rows; --json lists them.`);
  const [faults, warnings] = [of('fault').length, of('warning').length];
  return [
    ...lines,
    '',
    `${faults} ${faults === 1 ? 'fault' : 'faults'}, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`,
  ];
}
