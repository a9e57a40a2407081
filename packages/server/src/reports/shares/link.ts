import { createHash } from 'node:crypto';
import { Id } from '@songtrackpro/contracts';
import { z } from 'zod';
import type { Seal } from '../../core/seal.ts';

/** What a link says, sealed: nobody can read, make up or change it. */
const Sealed = z.tuple([Id, Id, z.int()]);

export interface ShareLink {
  organizationId: string;
  shareId: string;
  expiresAt: Date;
}

/** A link’s secret part: 43 bytes or more that only the installation’s secret opens. */
export const sealLink = (seal: Seal, { organizationId, shareId, expiresAt }: ShareLink): string =>
  seal.close(JSON.stringify([organizationId, shareId, expiresAt.getTime()]));

/** What a link says; null where this installation didn’t make it, or its time is over. */
export function openLink(seal: Seal, token: string, now: Date): ShareLink | null {
  try {
    const [organizationId, shareId, expires] = Sealed.parse(JSON.parse(seal.open(token)));
    return expires > now.getTime() ? { organizationId, shareId, expiresAt: new Date(expires) } : null;
  } catch {
    return null;
  }
}

/** What is stored of a link, and known again by. */
export const hashLink = (token: string): Buffer => createHash('sha256').update(token).digest();

export const sharedPath = (token: string): string => `/shared/reports/${token}`;
