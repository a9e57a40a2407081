import { openAsOwner } from '../core/postgres.ts';

/**
 * Makes a person staff of this installation, or takes that back (the account type is then that of their home
 * organization, else `artist`). As the owner of the database: no role of the server may. Answers the person's id, null
 * where nobody has the address.
 */
export async function setStaff(ownerUrl: string, email: string, isStaff: boolean): Promise<string | null> {
  const owner = openAsOwner(ownerUrl);
  try {
    return await owner.begin(async (tx) => {
      // Row policies hold for the owner as well; the operator's own policies let this transaction through.
      await tx`select set_config('app.operator', 'on', true)`;
      const [row] = await tx<{ id: string }[]>`
        update users u set role = case when ${isStaff} then 'admin' when u.role <> 'admin' then u.role
          else coalesce((select o.kind::text from organizations o where o.id = u.organization_id), 'artist') end
        where u.email = ${email}::citext and u.deleted_at is null returning u.id`;
      if (row) {
        const action = isStaff ? 'admin.grant' : 'admin.revoke';
        await tx`insert into identity_events (user_id, action, outcome) values (${row.id}, ${action}, 'done')`;
      }
      return row?.id ?? null;
    });
  } finally {
    await owner.end({ timeout: 5 });
  }
}
