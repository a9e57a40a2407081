import { z } from 'zod';
import { ProviderError } from '../../provider-error.ts';
import { classifyMetaError } from '../classify-error.ts';
import type { Graph, MetaAccess } from '../graph.ts';
import { type InsightsQuery, parametersOf } from './query.ts';

const Started = z.object({ report_run_id: z.string().min(1) });

const ReportRun = z.object({
  async_status: z.string(),
  async_percent_completion: z.number().default(0),
  error_code: z.number().int().optional(),
  error_subcode: z.number().int().optional(),
  error_user_msg: z.string().optional(),
});

const firstPauseMs = 1000;
const longestPauseMs = 30_000;
/** Meta takes up to an hour for a report. */
const longestReportMs = 75 * 60_000;

function failed(run: z.infer<typeof ReportRun>): ProviderError {
  const { error_code: code, error_subcode, error_user_msg, async_status } = run;
  const known =
    code === undefined
      ? { kind: 'transient' as const, reason: 'report_failed' }
      : classifyMetaError({ message: '', code, ...(error_subcode !== undefined && { error_subcode }) });
  return new ProviderError({
    provider: 'meta',
    ...known,
    message: error_user_msg ?? `The report ended as “${async_status}”.`,
    code: code === undefined ? undefined : String(code),
    subcode: error_subcode === undefined ? undefined : String(error_subcode),
  });
}

/**
 * Has a report made and waits for it; answers the path of its pages.
 *
 * @throws ProviderError what Meta says went wrong with it, or `report_failed`
 */
export async function makeReport(graph: Graph, access: MetaAccess, query: InsightsQuery): Promise<string> {
  const { report_run_id: id } = await graph.call(access, Started, {
    method: 'POST',
    path: `act_${access.account}/insights`,
    parameters: parametersOf(query, graph.rowsPerPage),
    // A report that is asked for twice is made twice, and read once.
    repeatable: true,
  });
  let pauseMs = firstPauseMs;
  for (let waitedMs = 0; waitedMs < longestReportMs; waitedMs += pauseMs) {
    const run = await graph.call(access, ReportRun, { path: id });
    if (run.async_status === 'Job Completed' && run.async_percent_completion === 100) return `${id}/insights`;
    if (run.async_status === 'Job Failed' || run.async_status === 'Job Skipped') throw failed(run);
    await graph.sleep(pauseMs, access.signal);
    pauseMs = Math.min(longestPauseMs, pauseMs * 1.5);
  }
  const message = `A report wasn't ready after ${longestReportMs / 60_000} minutes.`;
  throw new ProviderError({ provider: 'meta', kind: 'transient', reason: 'report_failed', message });
}
