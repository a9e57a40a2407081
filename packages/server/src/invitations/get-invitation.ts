import type { contract } from '@songtrackpro/contracts';
import type { Verb } from '../core/endpoint.ts';
import { loadInvitation } from './load.ts';

export const getInvitation: Verb<typeof contract.invitations.get> = (ctx, { id }) => loadInvitation(ctx, id);
