// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { Instant } from '../core/words.ts';
import type { IntegrationFault } from '../integrations/schemas.ts';

export interface AudienceDelivery {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** UUID; version 7 where SongTrackPro made it. */
  audienceId: string;
  /** UUID; version 7 where SongTrackPro made it. */
  adAccountId: string;
  /** `send`: the people of a list. `withdraw`: the audience goes. */
  kind: 'send' | 'withdraw';
  /** `open`: under way, or waiting to go on. `refused`: for good. */
  status: 'open' | 'done' | 'refused';
  /** Id of the audience at the platform, once it is there. */
  externalId: string | null;
  /** People who are to be sent. */
  people: number;
  /** People whom the platform has taken delivery of so far. */
  sent: number;
  /** People among them whom the platform could not read. */
  invalid: number;
  tries: number;
  /** Of an open one, when it is gone on with. */
  nextTryAt: Instant | null;
  fault: IntegrationFault | null;
  /** What a person does about it; null where nothing is to be done. */
  nextStep: string | null;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: Instant;
  finishedAt: Instant | null;
}

export interface AudienceDeliveryListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
  /** Only deliveries of this audience. */
  audienceId?: string | undefined;
  status?: 'open' | 'done' | 'refused' | undefined;
}

export interface AudiencePublication {
  /** An audience of kind `list`. */
  id: string;
  /** Ad account that is chosen under a connection; the audience’s own unless given. */
  adAccountId?: string | undefined;
}
