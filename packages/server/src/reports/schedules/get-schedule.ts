import type { contract } from '@songtrackpro/contracts';
import type { Verb } from '../../core/endpoint.ts';
import { loadSchedule, toSchedule } from './load.ts';

export const getSchedule: Verb<typeof contract.reports.getSchedule> = async (ctx, { id }) =>
  toSchedule(await loadSchedule(ctx, id));
