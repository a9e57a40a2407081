import type { NotificationData } from '@songtrackpro/contracts';
import { sql } from 'drizzle-orm';
import type { TenantTransaction } from '../core/tenant.ts';

export interface MemberEvent {
  organizationId: string;
  /** Kind of the event, for example `goal_reached`. */
  type: string;
  title: string;
  body: string | null;
  data: NotificationData;
  /** Names what happened: the same event tells a person once, however often it is told. */
  eventKey: string;
  /** Artist that it concerns; members who are restricted to others are not told. */
  artistId: string | null;
}

/** Tells every member who may see what it is about. Answers how many were told now. */
export async function tellMembers(tx: TenantTransaction, event: MemberEvent): Promise<number> {
  const { organizationId, artistId } = event;
  const rows = await tx.execute(sql`
    insert into notifications (organization_id, user_id, type, title, body, data, event_key)
    select m.organization_id, m.user_id, ${event.type}, ${event.title}, ${event.body},
      ${JSON.stringify(event.data)}::jsonb, ${event.eventKey}
    from organization_members m
    where m.organization_id = ${organizationId}::uuid and (m.all_artists or exists (
      select from member_artists a where a.organization_id = m.organization_id and a.user_id = m.user_id
        and a.artist_id = ${artistId}::uuid))
    on conflict (organization_id, user_id, event_key) do nothing
    returning id`);
  return rows.length;
}
