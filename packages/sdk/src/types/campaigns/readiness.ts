// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { LinkFault } from './creative-links.ts';
import type { CampaignStatus } from './schemas.ts';

export interface CampaignReadiness {
  /** UUID; version 7 where SongTrackPro made it. */
  campaignId: string;
  /** Null for an imported campaign, which is started at its platform. */
  status: CampaignStatus | null;
  /** Whether it may become active now, as far as it is up to the plan. */
  ready: boolean;
  /** What it lacks to be active; empty where it is ready. */
  missing: ('track' | 'budget' | 'dates' | 'goal' | 'audiences' | 'links' | 'begun' | 'not_over' | 'budget_left')[];
  /** Links that fail or contradict themselves: the need `links`. */
  errors: LinkFault[];
  /** What keeps nobody from starting it. */
  warnings: LinkFault[];
}
