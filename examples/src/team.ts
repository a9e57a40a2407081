/**
 * Plays how a team comes together: a person signs up and makes an organization, invites a colleague, who signs up by the
 * invitation and gets another role; a program gets a key, and runs into its limit; and the audit tells all of it, also as a file of CSV.
 *
 *   SONGTRACKPRO_URL=http://127.0.0.1:4000 SONGTRACKPRO_MAIL_FOLDER=.data/mail node team.ts [audit.csv]
 *
 * It reads its mails where a server without SMTP_URL writes them. Each run makes new people and a new organization, and
 * leaves them there.
 */
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { type AuditEntry, RateLimitError, SongTrackPro } from '@songtrackpro/sdk';
import { tokenOfMailTo } from './read-mail.ts';

const { SONGTRACKPRO_URL: baseUrl = '', SONGTRACKPRO_MAIL_FOLDER: mailFolder = '' } = process.env;
if (baseUrl === '' || mailFolder === '') {
  console.error('Set SONGTRACKPRO_URL, and SONGTRACKPRO_MAIL_FOLDER to the folder that the server writes mails to.');
  process.exit(2);
}

const anyone = new SongTrackPro({ baseUrl });
const say = (what: string, result: string) => console.log(`${what.padEnd(16)} ${result}`);
const newPassword = () => `a sentence that nobody knows, ${randomUUID()}`;

/** A client of a person, who signs in. No second factor is set up here, so there is a session at once. */
async function signIn(email: string, password: string): Promise<SongTrackPro> {
  const { session } = await anyone.identity.signIn({ email, password });
  return new SongTrackPro({ baseUrl, session: session ?? '' });
}

/** Calls until the server refuses one for its limit, at most a thousand times. */
async function callUntilLimited(program: SongTrackPro): Promise<RateLimitError | null> {
  for (let batch = 0; batch < 50; batch += 1) {
    const calls = await Promise.allSettled(Array.from({ length: 20 }, () => program.artists.list({ limit: 1 })));
    for (const call of calls) {
      if (call.status === 'fulfilled') continue;
      if (call.reason instanceof RateLimitError) return call.reason;
      throw call.reason;
    }
  }
  return null;
}

/** The audit of the organization once an action is in it: entries arrive a moment after their change. */
async function auditUpTo(client: SongTrackPro, action: string): Promise<AuditEntry[]> {
  for (;;) {
    const entries: AuditEntry[] = [];
    for await (const entry of client.audit.list()) entries.unshift(entry);
    if (entries.some((entry) => entry.action === action)) return entries;
    await pause(200);
  }
}

const [ownerEmail, ownerPassword] = [`owner-${randomUUID()}@example.com`, newPassword()];
await anyone.identity.signUp({
  email: ownerEmail,
  password: ownerPassword,
  name: 'A label’s owner',
  accountType: 'label',
});
await anyone.identity.verifyEmail({ token: await tokenOfMailTo(mailFolder, ownerEmail) });
const owner = await signIn(ownerEmail, ownerPassword);
say('Signed up', ownerEmail);

const label = await owner.organizations.create({ name: 'Night label', kind: 'label', currency: 'EUR' });
say('Organization', `${label.name}, with the slug ${label.slug}`);

const colleagueEmail = `colleague-${randomUUID()}@example.com`;
const invitation = await owner.invitations.create({ email: colleagueEmail, role: 'analyst' });
say('Invited', `${colleagueEmail} as ${invitation.role}, until ${invitation.expiresAt.slice(0, 10)}`);

const token = await tokenOfMailTo(mailFolder, colleagueEmail);
const { organization, inviter, hasAccount } = await anyone.invitations.lookUp({ token });
say('Looked up', `${inviter} invites to ${organization.name}; ${hasAccount ? 'sign in' : 'sign up'} to accept`);
const colleaguePassword = newPassword();
const { userId } = await anyone.invitations.signUp({ token, password: colleaguePassword, name: 'A new colleague' });
const colleague = await signIn(colleagueEmail, colleaguePassword);
const { member, permissions } = await colleague.organizations.me();
say('Accepted', `${member?.role} with ${permissions.length} permissions`);

const { items: members } = await owner.organizations.listMembers();
const version = members.find((one) => one.userId === userId)?.version ?? 1;
const changed = await owner.organizations.updateMember({
  userId,
  version,
  role: 'manager',
  removals: ['imports:write'],
});
say('New role', `${changed.role} without ${changed.removals.join()}, ${changed.permissions.length} permissions`);

const key = await owner.apiKeys.create({ name: 'Nightly report', scopes: ['artists:read'] });
say('API key', `${key.prefix}…, for ${key.scopes.join()}`);

// Without retries: the client would wait and call again by itself.
const limit = await callUntilLimited(new SongTrackPro({ baseUrl, apiKey: key.key ?? '', retries: 0 }));
if (limit) say('Limited', `${limit.details.limit} points are used up, again in ${limit.retryAfterSeconds} s`);
else say('Limited', 'no: this server has no limit, or a large one (RATE_LIMIT_PER_MINUTE)');

console.log('\nAudit');
for (const { action, actor, resource } of await auditUpTo(owner, 'apiKeys.create'))
  console.log(`  ${action.padEnd(28)} ${resource.kind.padEnd(14)} by ${actor.kind} ${actor.id ?? ''}`.trimEnd());

const rows: string[] = [];
for await (const line of owner.audit.export({ format: 'csv' })) rows.push(line);
const [, , file] = process.argv;
if (file !== undefined) await writeFile(file, `${rows.join('\r\n')}\r\n`);
console.log(`\nAudit as CSV: ${rows.length - 1} entries${file === undefined ? '' : ` in ${file}`}`);
