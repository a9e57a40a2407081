import { openConnection } from '../connection/connect.ts';
import type { ServerOptions } from '../connection/find-server.ts';
import { sayFields } from '../report/list-lines.ts';

/** Says which server the commands ask, as whom, and what the caller may do there. */
export async function whoami(options: ServerOptions & { json?: boolean }): Promise<number> {
  const { client, url, foundBy, profile = null, session, organization: named } = await openConnection(options);
  const person = session === undefined ? null : await client.identity.me();
  const hasOrganization = person === null || named !== undefined || person.homeOrganizationId !== null;
  const here = hasOrganization ? await client.organizations.me() : null;
  const { organization = null, apiKey = null, member = null, permissions = [] } = here ?? {};
  const key = apiKey === null ? null : `${apiKey.name} (${apiKey.prefix}…)`;
  return sayFields(
    { url, profile, person, organization, apiKey, member, permissions },
    {
      Server: `${url}, by ${foundBy}`,
      ...(person === null ? { 'API key': key } : { Person: `${person.name} (${person.email})` }),
      Organization:
        organization === null
          ? null
          : `${organization.name} (${organization.slug}), ${organization.currency}, ${organization.timeZone}`,
      ...(person !== null && { Role: member?.role ?? null }),
      Permissions: permissions.join(', '),
    },
    options.json,
  );
}
