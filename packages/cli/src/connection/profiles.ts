import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { writeSecretJson } from '../local/data-folder.ts';
import { CommandError } from '../terminal.ts';

/** A server that somebody has signed in to, with a key or with a session of their own. */
export interface Profile {
  url: string;
  apiKey?: string;
  session?: string;
  /** Id or slug of the organization that a session is used in; the person's home unless given. */
  organization?: string;
}

export interface Profiles {
  /** The one that holds where none is named. */
  current: string | null;
  named: Map<string, Profile>;
}

/** The folder for settings of a person: XDG_CONFIG_HOME, APPDATA on Windows, else `.config` of the home folder. */
function configFolder(): string {
  const { XDG_CONFIG_HOME = '', APPDATA = '' } = process.env;
  // The specification has relative paths ignored.
  const given = isAbsolute(XDG_CONFIG_HOME) ? XDG_CONFIG_HOME : process.platform === 'win32' ? APPDATA : '';
  return join(given === '' ? join(homedir(), '.config') : given, 'songtrackpro');
}

export const profilesFile = (): string => join(configFolder(), 'profiles.json');

const isText = (value: unknown) => value === undefined || typeof value === 'string';

function isProfile(value: unknown): value is Profile {
  if (typeof value !== 'object' || value === null) return false;
  const { url, apiKey, session, organization } = value as Partial<Profile>;
  return typeof url === 'string' && [apiKey, session, organization].every(isText);
}

function parse(text: string): Profiles | null {
  const found: unknown = JSON.parse(text);
  if (typeof found !== 'object' || found === null) return null;
  const { current = null, profiles } = found as { current?: unknown; profiles?: unknown };
  if (typeof profiles !== 'object' || profiles === null) return null;
  const named = new Map<string, Profile>();
  for (const [name, profile] of Object.entries(profiles)) {
    if (!isProfile(profile)) return null;
    named.set(name, profile);
  }
  return { current: typeof current === 'string' && named.has(current) ? current : null, named };
}

/**
 * What `login` has stored.
 *
 * @throws CommandError when the file is there and is none of ours: what it holds must not be written over
 */
export async function readProfiles(): Promise<Profiles> {
  const path = profilesFile();
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return { current: null, named: new Map() };
    throw new CommandError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  try {
    const profiles = parse(text);
    if (profiles) return profiles;
  } catch {
    // No JSON.
  }
  throw new CommandError(`${path} is damaged. Remove it, and sign in again with \`login\`.`);
}

/** Writes the file anew, for its owner alone. */
export async function writeProfiles({ current, named }: Profiles): Promise<void> {
  await writeSecretJson(profilesFile(), { current, profiles: Object.fromEntries(named) });
}

/** The profile of this name. */
export function profileOf({ named }: Profiles, name: string): Profile {
  const profile = named.get(name);
  if (profile) return profile;
  const known = [...named.keys()];
  const others = known.length === 0 ? 'None is stored' : `Stored are ${known.join(', ')}`;
  throw new CommandError(
    `There is no profile “${name}”. ${others}; \`login --profile ${name}\` makes it.`,
    'signedOut',
  );
}
