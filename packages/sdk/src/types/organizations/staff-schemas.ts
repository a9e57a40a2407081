// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { PlanTier } from '../core/plans.ts';
import type { Instant } from '../core/words.ts';
import type { OrganizationKind, Suspension } from './schemas.ts';

export interface BillingState {
  plan: PlanTier;
  /** Of the subscription; null without one. */
  status: 'active' | 'past_due' | 'canceled' | 'trialing' | 'incomplete' | null;
  trialEndsAt: Instant | null;
  paidUntil: Instant | null;
}

export interface InspectedOrganization {
  /** The current slug, also where an earlier one was asked for. */
  slug: string;
  name: string;
  kind: OrganizationKind;
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  suspension: Suspension | null;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: Instant;
  /** Null unless its owner has deleted it. */
  deletedAt: Instant | null;
  billing: BillingState;
  health: OrganizationHealth;
}

export interface OrganizationHealth {
  members: number;
  owners: number;
  /** Keys that work. */
  apiKeys: number;
  keyLastUsedAt: Instant | null;
  imports: {
    /** Waiting for something or being worked on. */
    open: number;
    completed: number;
    /** Given up, or refused as a whole. */
    failed: number;
    /** When the newest one was announced. */
    lastAt: Instant | null;
  };
}

export interface OrganizationState {
  /** The current slug, also where an earlier one was asked for. */
  slug: string;
  name: string;
  kind: OrganizationKind;
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  suspension: Suspension | null;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: Instant;
  /** Null unless its owner has deleted it. */
  deletedAt: Instant | null;
  billing: BillingState;
}

export interface SupportAccess {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** Who looks; null once that person’s account is gone for good. */
  staffId: string | null;
  reason: string;
  /** Point in time, ISO 8601 in UTC. */
  startsAt: Instant;
  /** Point in time, ISO 8601 in UTC. */
  expiresAt: Instant;
  /** Null unless it was ended before it expired. */
  endedAt: Instant | null;
}
