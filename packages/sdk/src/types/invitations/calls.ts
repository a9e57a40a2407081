// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { Invitation, InvitationPreview } from './schemas.ts';

export interface InvitationGetInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface InvitationListOwnInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
}

export interface InvitationLookUpInput {
  /** The token in the mail; the last mail’s alone counts. */
  token: string;
}

export interface InvitationPage {
  items: Invitation[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export interface InvitationPreviewPage {
  items: InvitationPreview[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export interface InvitationRevokeInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}
