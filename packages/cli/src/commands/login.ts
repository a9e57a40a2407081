import { type MyAccount, type OrganizationIdentity, SongTrackPro } from '@songtrackpro/sdk';
import { type Profile, profilesFile, readProfiles, writeProfiles } from '../connection/profiles.ts';
import { Questions } from '../questions.ts';
import { CommandError, commandPrefix, exitCodes, progress, say } from '../terminal.ts';

export interface LoginOptions {
  url?: string;
  email?: string;
  organization?: string;
  profile?: string;
  json?: boolean;
}

const nameOfProfile = (given: string | undefined) => given ?? (process.env.SONGTRACKPRO_PROFILE || 'default');

/** Whether nobody reads along: encrypted, or on this machine. */
const isPrivate = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');

/** Asks for the password, and for the second factor where there is one. */
async function beginSession(baseUrl: string, email: string, questions: Questions): Promise<string> {
  const { identity } = new SongTrackPro({ baseUrl });
  const password = await questions.ask('Password: ', { hidden: true });
  let signedIn = await identity.signIn({ email, password });
  if (signedIn.twoFactorRequired) {
    const code = await questions.ask('Code of the authenticator app, or a backup code: ', { hidden: true });
    signedIn = await identity.verifyTwoFactor({ challenge: signedIn.challenge ?? '', code });
  }
  if (signedIn.session === null) throw new CommandError('The server began no session that a program can hold.');
  return signedIn.session;
}

async function askForSecret(url: string, options: LoginOptions, questions: Questions): Promise<Profile> {
  const apiKey =
    options.email === undefined ? await questions.ask('API key (empty to sign in by e-mail): ', { hidden: true }) : '';
  if (apiKey !== '' && options.organization !== undefined)
    throw new CommandError('A key has an organization of its own: leave --organization out.');
  if (apiKey !== '') return { url, apiKey };
  const email = options.email ?? (await questions.ask('E-mail: '));
  const { organization } = options;
  const session = await beginSession(url, email, questions);
  return { url, session, ...(organization !== undefined && { organization }) };
}

/** Whom the server takes the profile for; a wrong key is never stored. */
async function tryOut({
  url: baseUrl,
  apiKey,
  session,
  organization,
}: Profile): Promise<[MyAccount | null, OrganizationIdentity | null]> {
  if (session === undefined)
    return [null, await new SongTrackPro({ baseUrl, apiKey: apiKey ?? '' }).organizations.me()];
  const client = new SongTrackPro({ baseUrl, session, ...(organization !== undefined && { organization }) });
  const person = await client.identity.me();
  const has = organization !== undefined || person.homeOrganizationId !== null;
  return [person, has ? await client.organizations.me() : null];
}

/** Signs in to a server, and stores how as a profile, which other commands use from then on. */
export async function login(options: LoginOptions): Promise<number> {
  const questions = new Questions();
  try {
    const url = (options.url ?? (await questions.ask('Address of the server: '))).replace(/\/+$/, '');
    if (!/^https?:/.test(url) || !URL.canParse(url))
      throw new CommandError(`“${url}” is no URL such as https://api.example.com.`);
    if (!isPrivate(new URL(url)))
      progress('The address is not one of https: keys, passwords and answers can be read by others on the way.');
    const profile = await askForSecret(url, options, questions);
    const [person, here] = await tryOut(profile);
    const profiles = await readProfiles();
    const name = nameOfProfile(options.profile);
    profiles.named.set(name, profile);
    await writeProfiles({ current: name, named: profiles.named });
    const as = person?.email ?? here?.apiKey?.name ?? null;
    const organization = here?.organization.slug ?? null;
    if (options.json) say(JSON.stringify({ profile: name, url, as, organization }));
    else say(`Signed in to ${url} as ${as}${organization === null ? '' : `, in ${organization}`}.`);
    progress(`The profile ${name} is in use, and stored in ${profilesFile()}.`);
    return exitCodes.done;
  } finally {
    questions.close();
  }
}

/** Ends the session of a profile and forgets the profile; a key goes on working where else it is used. */
export async function logout(options: { profile?: string; json?: boolean }): Promise<number> {
  const { current, named } = await readProfiles();
  const name = options.profile ?? (process.env.SONGTRACKPRO_PROFILE || (current ?? 'default'));
  const profile = named.get(name);
  if (!profile) throw new CommandError(`There is no profile “${name}”: nobody is signed in by it.`, 'signedOut');
  const { url: baseUrl, session } = profile;
  let ended = false;
  if (session !== undefined) {
    try {
      await new SongTrackPro({ baseUrl, session }).identity.signOut();
      ended = true;
    } catch (error) {
      progress(`The session was not ended at the server: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  named.delete(name);
  await writeProfiles({ current: current === name ? null : current, named });
  if (options.json) say(JSON.stringify({ profile: name, url: baseUrl, sessionEnded: ended }));
  else if (session !== undefined) say(`Signed out of ${baseUrl}.`);
  else say(`The profile ${name} is gone. Its key works on: \`${commandPrefix} keys revoke\` ends one.`);
  return exitCodes.done;
}
