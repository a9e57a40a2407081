import { contract } from '@songtrackpro/contracts';
import { implement } from '../core/endpoint.ts';
import { countEvents } from './count-events.ts';
import { ingestEvents } from './ingest-events.ts';

export const eventsEndpoints = implement('events', contract.events, { ingest: ingestEvents, counts: countEvents });
