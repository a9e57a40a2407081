import type { Finding } from '../core/document-doctor.ts';

/** A finding about PostgreSQL; `code` names the check, for example `foreign-keys`. */
export interface RelationalFinding extends Finding {
  /** Facts behind the message, for programs. */
  details?: Readonly<Record<string, string | number | boolean | null>>;
}

/** Findings of a check, or one that says that all is well. */
export const orFine = (code: string, findings: RelationalFinding[], fine: string): RelationalFinding[] =>
  findings.length > 0 ? findings : [{ code, severity: 'ok', subject: 'PostgreSQL', message: fine }];
