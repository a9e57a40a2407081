import type { contract } from '@songtrackpro/contracts';
import type { Verb } from '../../core/endpoint.ts';
import { loadReport } from './load.ts';

export const getReport: Verb<typeof contract.reports.get> = (ctx, input) => loadReport(ctx, input);
