import type { TenantTransaction } from '@songtrackpro/db';
import type { Services } from '../core/context.ts';
import { allowedOf, findOverflow, overflowSentences } from '../core/limits/plan-room.ts';
import { ImportRefused } from './refusal.ts';

/**
 * Lets an import wait that made more tracks than the plan has room for: all of them are taken back, and nothing of the file is
 * kept, because which of its tracks should go without is for a person to say.
 */
export async function assertTracksFit(services: Services, tx: TenantTransaction): Promise<void> {
  const limit = await allowedOf({ services, tx, now: services.clock() }, 'tracks');
  const overflow = limit === null ? null : await findOverflow({ tx }, 'tracks', limit);
  if (!overflow) return;
  const ways =
    'Import it again with a larger plan or fewer tracks, or with newTracks “skip”, which takes the rows of tracks that you have.';
  const message = `${overflowSentences('tracks', overflow)} ${ways}`;
  throw new ImportRefused({ question: { code: 'plan_limit', message, option: 'newTracks' } });
}
