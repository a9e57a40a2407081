import type { SystemEventDocument } from './documents.ts';

/** Stands for the organization of what concerns none: the nightly care, a fault before it is known who calls. */
export const installationId = '00000000-0000-0000-0000-000000000000';

/** Something that the system did, for an organization or for itself. */
export interface SystemEvent extends Pick<SystemEventDocument, 'kind' | 'level' | 'name' | 'message' | 'durationMs'> {
  /** Makes a repetition one event; a run's and step's id, for example. */
  eventId: string;
  requestId: string | null;
  details: SystemEventDocument['details'];
  timestamp: Date;
}
