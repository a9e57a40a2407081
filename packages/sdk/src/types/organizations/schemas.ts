// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { Permission } from '../core/permissions.ts';
import type { MemberRole } from '../core/roles.ts';
import type { Currency, Instant } from '../core/words.ts';
import type { OrganizationSettings, OrganizationSettingsChange } from './settings.ts';

export interface DeletedOrganization {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** Until then an owner may restore it. */
  restorableUntil: Instant;
}

export interface NewOrganization {
  name: string;
  /** Made from the name unless given. */
  slug?: string | undefined;
  kind: OrganizationKind;
  /** Zone in which this organization’s days begin. */
  timeZone?: string | undefined;
  /** Currency in which this organization plans. */
  currency?: Currency | undefined;
}

export interface Organization {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** Name as shown to people. */
  name: string;
  /** Unique name in addresses. */
  slug: string;
  kind: OrganizationKind;
  /** Zone in which this organization’s days begin. */
  timeZone: string;
  /** Currency in which this organization plans. */
  currency: Currency;
  settings: OrganizationSettings;
  /** Person that the organization belongs to, one of its owners; null without people. */
  ownerId: string | null;
  /** Null unless the operator has stopped the organization. */
  suspension: Suspension | null;
  /** Grows with every change; send it back with an update. */
  version: number;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: Instant;
  /** Point in time, ISO 8601 in UTC. */
  updatedAt: Instant;
}

export interface OrganizationChange {
  /** The version that was read; a newer one in the store refuses the change. */
  version: number;
  name?: string | undefined;
  /** Addresses with the earlier slugs go on leading to the organization. */
  slug?: string | undefined;
  kind?: OrganizationKind | undefined;
  /** IANA time zone name. */
  timeZone?: string | undefined;
  /** ISO 4217 currency code. */
  currency?: Currency | undefined;
  settings?: OrganizationSettingsChange | undefined;
}

export interface OrganizationIdentity {
  organization: Organization;
  /** The key that made the call; null where a person did. */
  apiKey: {
    /** UUID; version 7 where SongTrackPro made it. */
    id: string;
    name: string;
    /** First characters of the key, to recognise it by. */
    prefix: string;
    /** Permissions of the key. */
    scopes: string[];
    expiresAt: Instant | null;
  } | null;
  /** The membership of the person who made the call; null where a key or support did. */
  member: {
    /** UUID; version 7 where SongTrackPro made it. */
    userId: string;
    role: MemberRole;
    /** Artists that the membership is restricted to; null for all. */
    artistIds: string[] | null;
  } | null;
  /** The support access under which staff made the call; null for everybody else. */
  supportAccess: {
    /** UUID; version 7 where SongTrackPro made it. */
    id: string;
    /** Point in time, ISO 8601 in UTC. */
    expiresAt: Instant;
  } | null;
  /** What the caller may do in this organization. */
  permissions: Permission[];
}

export type OrganizationKind = 'artist' | 'label' | 'agency';

export interface OrganizationStatus {
  /** The current slug, also where an earlier one was asked for. */
  slug: string;
  name: string;
  kind: OrganizationKind;
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  suspension: Suspension | null;
}

export interface OwnOrganization {
  organization: Organization;
  role: MemberRole;
  /** Artists that the membership is restricted to; null for all. */
  artistIds: string[] | null;
  /** Point in time, ISO 8601 in UTC. */
  joinedAt: Instant;
  /** Whether calls that name no organization are made in this one. */
  isHome: boolean;
  /** The organization was deleted, and its owner may restore it until then; null where it was not. */
  restorableUntil: Instant | null;
}

export interface PublicOrganization {
  /** The current slug, also where an earlier one was asked for. */
  slug: string;
  name: string;
  kind: OrganizationKind;
}

export interface Suspension {
  /** Point in time, ISO 8601 in UTC. */
  since: Instant;
  reason: string;
}
