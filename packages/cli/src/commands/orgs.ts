import { openConnection } from '../connection/connect.ts';
import type { ServerOptions } from '../connection/find-server.ts';
import { profileOf, readProfiles, writeProfiles } from '../connection/profiles.ts';
import { sayList } from '../report/list-lines.ts';
import { CommandError, exitCodes, say } from '../terminal.ts';

interface ListOptions extends ServerOptions {
  json?: boolean;
  limit: number;
}

/** Organizations of the person who is signed in. */
export async function listOrganizations({ json, limit, ...options }: ListOptions): Promise<number> {
  const { client, organization: used } = await openConnection(options);
  return sayList(
    client.organizations.list({ limit: Math.min(limit + 1, 200) }),
    {
      slug: ({ organization }) => organization.slug,
      name: ({ organization }) => organization.name,
      role: ({ role }) => role,
      currency: ({ organization }) => organization.currency,
      '': ({ organization: { id, slug }, isHome, restorableUntil }) => {
        if (restorableUntil !== null) return 'deleted';
        return (used === undefined ? isHome : used === id || used === slug) ? 'in use' : '';
      },
    },
    { json, limit },
  );
}

/** Has the commands of a profile work in another organization from now on. */
export async function useOrganization(
  slug: string,
  { json, ...options }: ServerOptions & { json?: boolean },
): Promise<number> {
  const { client, profile: name, session } = await openConnection({ ...options, organization: slug });
  if (name === undefined || session === undefined)
    throw new CommandError(
      'Only a profile with a session can change its organization: a key has its own. Sign in by e-mail with `login`.',
    );
  // Before it is stored: an organization that the person doesn't belong to is refused here.
  const { organization } = await client.organizations.me();
  const profiles = await readProfiles();
  profiles.named.set(name, { ...profileOf(profiles, name), organization: organization.slug });
  await writeProfiles(profiles);
  if (json) say(JSON.stringify({ profile: name, organization }));
  else say(`The profile ${name} is used in ${organization.name} (${organization.slug}).`);
  return exitCodes.done;
}
