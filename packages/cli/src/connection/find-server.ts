import { dataFolder, dataOption } from '../local/data-folder.ts';
import { findInstance } from '../local/instances.ts';
import { CommandError, commandPrefix, shellWord } from '../terminal.ts';
import { type Profile, profileOf, readProfiles } from './profiles.ts';

/** Options of every command that asks a server. */
export interface ServerOptions {
  profile?: string;
  organization?: string;
  data?: string;
}

export interface FoundServer {
  url: string;
  apiKey?: string;
  session?: string;
  organization?: string;
  /** Who said so, for people. */
  foundBy: string;
  /** The name of the profile, where one did. */
  profile?: string;
  /** What a printed command needs to find the same server. */
  option: string;
}

function checkedUrl(name: string, url: string): string {
  if (/^https?:/.test(url) && URL.canParse(url)) return url;
  throw new CommandError(`${name} is “${url}”, which is no URL such as http://host:4000.`);
}

/** A variable that is set to nothing counts as missing. */
const variable = (name: string): string | undefined => process.env[name]?.trim() || undefined;

function byEnvironment(url: string, apiKey: string | undefined): FoundServer {
  checkedUrl('SONGTRACKPRO_URL', url);
  // A key that was made for one server is never sent to another.
  if (apiKey === undefined)
    throw new CommandError(
      'SONGTRACKPRO_URL is set; set SONGTRACKPRO_API_KEY to a key of that server, too.',
      'signedOut',
    );
  return { url, apiKey, foundBy: 'SONGTRACKPRO_URL', option: '' };
}

function byProfile(name: string, { url, apiKey, session, organization }: Profile): FoundServer {
  const givenKey = variable('SONGTRACKPRO_API_KEY');
  const secret = givenKey !== undefined ? { apiKey: givenKey } : session !== undefined ? { session } : { apiKey };
  if (Object.values(secret).every((value) => value === undefined))
    throw new CommandError(`The profile “${name}” has no key. Sign in: \`login --profile ${name}\`.`, 'signedOut');
  return {
    url: checkedUrl(`The address of the profile “${name}”`, url),
    ...(secret as { apiKey: string } | { session: string }),
    ...(organization !== undefined && { organization }),
    foundBy: `the profile ${name}`,
    profile: name,
    option: ` --profile ${shellWord(name)}`,
  };
}

async function byDataFolder(data: string | undefined): Promise<FoundServer> {
  const dataDir = dataFolder(data);
  const instance = await findInstance(dataDir);
  const option = dataOption(dataDir);
  if (instance)
    return {
      url: instance.url,
      apiKey: variable('SONGTRACKPRO_API_KEY') ?? instance.apiKey,
      foundBy: `the server that runs on ${dataDir}`,
      option,
    };
  throw new CommandError(
    `No server runs on ${dataDir}. Start one in another terminal with \`${commandPrefix} start${option}\`, sign in to another with \`${commandPrefix} login\`, or set SONGTRACKPRO_URL and SONGTRACKPRO_API_KEY.`,
    'signedOut',
  );
}

/** What commands printed by `start` need to find its server: without it they would go to the profile in use. */
export async function localOption(dataDir: string): Promise<string> {
  // A file that is damaged is told of by who asks for a profile.
  const { current } = await readProfiles().catch(() => ({ current: null }));
  return dataOption(dataDir, { always: current !== null });
}

/**
 * The one way in which commands find their server, described in docs/cli.md: `--profile`, SONGTRACKPRO_URL, `--data`,
 * SONGTRACKPRO_PROFILE, SONGTRACKPRO_DATA, the profile in use, the installation of the checkout.
 *
 * @throws CommandError when none of them leads to a server and a key
 */
export async function findServer({ profile, data }: ServerOptions): Promise<FoundServer> {
  const url = variable('SONGTRACKPRO_URL');
  if (profile === undefined && url !== undefined) return byEnvironment(url, variable('SONGTRACKPRO_API_KEY'));
  if (profile === undefined && data !== undefined) return byDataFolder(data);
  const named = profile ?? variable('SONGTRACKPRO_PROFILE');
  if (named === undefined && variable('SONGTRACKPRO_DATA') !== undefined) return byDataFolder(undefined);
  const profiles = await readProfiles();
  const name = named ?? profiles.current;
  return name === null ? byDataFolder(undefined) : byProfile(name, profileOf(profiles, name));
}
