import { Id } from '@songtrackpro/contracts';
import { AppError } from '../core/app-error.ts';
import type { RequestContext } from '../core/context.ts';
import { spendPoints } from '../core/limits/spend-points.ts';
import { runVerb } from '../core/run-verb.ts';
import { errorsKey, noErrors } from './errors-file.ts';
import { loadImport } from './load.ts';

const procedure = { kind: 'query', permission: 'imports:read' } as const;
const weight = 1;

/** The bytes of an import's list of refused rows; a list of none has its header alone. */
export async function openErrors(request: RequestContext, id: string): Promise<AsyncIterable<Uint8Array>> {
  await spendPoints(request, { ...procedure, weight });
  return runVerb(request, { procedure, path: 'imports.errors' }, async (ctx) => {
    if (!Id.safeParse(id).success) throw new AppError('not_found', { message: 'There is no such import.' });
    const key = errorsKey(await loadImport(ctx, id));
    const { files } = ctx.services;
    return (await files.size(key)) === 0 ? noErrors() : files.read(key);
  });
}
