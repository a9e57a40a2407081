import { errorCatalogue } from '@songtrackpro/contracts';
import type { RequestContext } from '../context.ts';
import { toAppError } from '../to-app-error.ts';
import type { EndedCall } from './request-record.ts';

/** A call that takes longer leaves an event, in milliseconds. */
const slowMs = 2000;

type Observed = Pick<RequestContext, 'services' | 'record'>;

/** Faults of ours leave an event with their cause, which no ordinary call crowds out. */
function noteFault({ services, record }: Observed, procedure: string, durationMs: number, error: unknown): void {
  const { code, cause } = toAppError(error);
  services.systemLog.record({
    kind: 'api_call',
    level: 'error',
    name: procedure,
    organizationId: record.organizationId,
    requestId: record.requestId,
    durationMs,
    details: { code },
    error: cause ?? error,
  });
}

function noteAnswer({ services, record }: Observed, call: EndedCall, status: number): void {
  const { organizationId, requestId } = record;
  const { procedure, outcome: code, durationMs } = call;
  services.systemLog.recordCall({ procedure, organizationId, requestId, durationMs, code, status });
}

/** Measures one call of a procedure, whichever face it came through; every part of a batch is one. */
export async function observeCall<Output>(
  request: Observed,
  procedure: string,
  work: () => Promise<Output>,
): Promise<Output> {
  const { services, record } = request;
  const end = services.metrics.beginCall(procedure);
  const begun = performance.now();
  try {
    const output = await services.tracing.span({ name: procedure, attributes: { 'rpc.method': procedure } }, work);
    const durationMs = performance.now() - begun;
    end(200);
    const call = { procedure, outcome: 'ok', durationMs };
    record.add(call);
    noteAnswer(request, call, 200);
    if (durationMs > slowMs) {
      const { organizationId, requestId } = record;
      const event = { kind: 'performance', level: 'warning', name: procedure } as const;
      services.systemLog.record({ ...event, organizationId, requestId, durationMs });
    }
    return output;
  } catch (error) {
    const durationMs = performance.now() - begun;
    const { code } = toAppError(error);
    const { status } = errorCatalogue[code];
    end(status);
    const call = { procedure, outcome: code, durationMs };
    record.add(call);
    if (status >= 500) noteFault(request, procedure, durationMs, error);
    else noteAnswer(request, call, status);
    throw error;
  }
}
