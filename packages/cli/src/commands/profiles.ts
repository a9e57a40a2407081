import { profileOf, readProfiles, writeProfiles } from '../connection/profiles.ts';
import { sayList } from '../report/list-lines.ts';
import { exitCodes, say } from '../terminal.ts';

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

/** Prints profiles without what is secret in them. */
export async function listProfiles({ json }: { json?: boolean }): Promise<number> {
  const { current, named } = await readProfiles();
  const rows = [...named].map(([name, { url, session, organization = null }]) => ({
    name,
    url,
    by: session === undefined ? 'key' : 'session',
    organization,
    inUse: name === current,
  }));
  return sayList(
    each(rows),
    {
      profile: ({ name }) => name,
      server: ({ url }) => url,
      by: ({ by }) => by,
      organization: ({ organization }) => organization,
      '': ({ inUse }) => (inUse ? 'in use' : ''),
    },
    { json, limit: Number.POSITIVE_INFINITY },
  );
}

/** Has the commands use another profile from now on. */
export async function useProfile(name: string, { json }: { json?: boolean }): Promise<number> {
  const profiles = await readProfiles();
  const { url } = profileOf(profiles, name);
  await writeProfiles({ ...profiles, current: name });
  if (json) say(JSON.stringify({ profile: name, url }));
  else say(`The profile ${name} is in use: ${url}.`);
  return exitCodes.done;
}
