import { GraphRefusal } from './graph-errors.ts';

interface Report {
  id: string;
  rows: Record<string, unknown>[];
  summary: Record<string, string> | null;
  polls: number;
  ending: ReportEnding;
}

export type ReportEnding =
  | { status: 'Job Completed' }
  | { status: 'Job Skipped' }
  | { status: 'Job Failed'; code?: number; subcode?: number };

/** Reports under way: each look at one takes it a step on. */
export class FakeReports {
  readonly #reports = new Map<string, Report>();
  readonly #endings: ReportEnding[] = [];
  #next = 0;

  /** How the next report ends; as it should unless told. */
  endNext(ending: ReportEnding): void {
    this.#endings.push(ending);
  }

  start(rows: Report['rows'], summary: Report['summary'], ending: ReportEnding = { status: 'Job Completed' }): string {
    this.#next += 1;
    const id = `6${String(this.#next).padStart(14, '0')}`;
    this.#reports.set(id, { id, rows, summary, polls: 0, ending: this.#endings.shift() ?? ending });
    return id;
  }

  has(id: string): boolean {
    return this.#reports.has(id);
  }

  look(id: string) {
    const report = this.#find(id);
    report.polls += 1;
    const running = ['Job Not Started', 'Job Started', 'Job Running'][report.polls - 1];
    const base = { id, account_id: '0', time_ref: 0 };
    if (running) return { ...base, async_status: running, async_percent_completion: (report.polls - 1) * 30 };
    const { ending } = report;
    return {
      ...base,
      async_status: ending.status,
      async_percent_completion: ending.status === 'Job Completed' ? 100 : 60,
      ...('code' in ending && {
        error_code: ending.code,
        error_subcode: ending.subcode,
        error_user_msg: 'The report could not be made.',
      }),
    };
  }

  result(id: string): Pick<Report, 'rows' | 'summary'> {
    const report = this.#find(id);
    if (report.polls > 3 && report.ending.status === 'Job Completed') return report;
    throw new GraphRefusal({ code: 2601, message: '(#2601) The report is not ready' });
  }

  #find(id: string): Report {
    const report = this.#reports.get(id);
    if (!report) throw new GraphRefusal({ code: 100, message: `(#100) Unsupported get request: ${id}` });
    return report;
  }
}
