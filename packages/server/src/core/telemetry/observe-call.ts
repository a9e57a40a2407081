import { errorCatalogue } from '@songtrackpro/contracts';
import type { Services } from '../context.ts';
import { toAppError } from '../to-app-error.ts';

/** Measures one call of a procedure, whichever face it came through; every part of a batch is one. */
export async function observeCall<Output>(
  { metrics, tracing }: Pick<Services, 'metrics' | 'tracing'>,
  procedure: string,
  work: () => Promise<Output>,
): Promise<Output> {
  const end = metrics.beginCall(procedure);
  try {
    const output = await tracing.span({ name: procedure, attributes: { 'rpc.method': procedure } }, work);
    end(200);
    return output;
  } catch (error) {
    end(errorCatalogue[toAppError(error).code].status);
    throw error;
  }
}
