/**
 * Plays the campaign of one release: artist and track from a pasted link, a campaign from a template with its goals, an audience
 * that it is shown to, the start, the first numbers, and what a person is told of them.
 *
 *   SONGTRACKPRO_URL=http://127.0.0.1:4000 SONGTRACKPRO_MAIL_FOLDER=.data/mail node plan-a-campaign.ts [--wait]
 *
 * Notifications belong to people, so one signs up first; the mail is read where a server without SMTP_URL writes it. With
 * `--wait` it ends when a person is told of the goal: campaigns are looked after each quarter of an hour. Each run makes a
 * new person and a new organization, and leaves them there.
 */
import { randomUUID } from 'node:crypto';
import {
  ConflictError,
  type Goal,
  hasCode,
  InvalidInputError,
  type NotificationEvent,
  SongTrackPro,
  type SongTrackProError,
} from '@songtrackpro/sdk';
import { tokenOfMailTo } from './read-mail.ts';

const { SONGTRACKPRO_URL: baseUrl = '', SONGTRACKPRO_MAIL_FOLDER: mailFolder = '' } = process.env;
if (baseUrl === '' || mailFolder === '') {
  console.error('Set SONGTRACKPRO_URL, and SONGTRACKPRO_MAIL_FOLDER to the folder that the server writes mails to.');
  process.exit(2);
}

const say = (what: string, result: string) => console.log(`${what.padEnd(14)} ${result}`);
const money = (minor: number, currency: string) => `${currency} ${(minor / 100).toFixed(2)}`;
const dayFromToday = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** A person who has signed up, verified the address and signed in. */
async function newPerson(): Promise<SongTrackPro> {
  const anyone = new SongTrackPro({ baseUrl });
  const [email, password] = [`manager-${randomUUID()}@example.com`, `a sentence that nobody knows, ${randomUUID()}`];
  await anyone.identity.signUp({ email, password, name: 'A label’s manager', accountType: 'label' });
  await anyone.identity.verifyEmail({ token: await tokenOfMailTo(mailFolder, email) });
  const { session } = await anyone.identity.signIn({ email, password });
  say('Signed up', email);
  return new SongTrackPro({ baseUrl, session: session ?? '' });
}

/** What a call that is meant to be refused is refused with. */
async function refusal(call: Promise<unknown>, kind: new (...args: never[]) => SongTrackProError): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof kind)) throw error;
    // Of an input that isn't valid each fault is named with its place.
    const faults = hasCode(error, 'invalid_input') ? (error.details.fields ?? []) : [];
    return faults.length === 0 ? error.message : faults.map(({ path, message }) => `${path} ${message}`).join('; ');
  }
  throw new Error('The server let through what it should have refused.');
}

function sayGoal({ type, target, progress, status }: Goal): void {
  // What no source has stated is unknown, with the reason, and not 0.
  const known = progress.current === null ? `unknown (${progress.reason})` : `${progress.current}`;
  say('Goal', `${type}: ${known} of ${target}${status === null ? '' : `, ${status}`}`);
}

/** The next notification of a kind, printing all that come before it. */
async function watchFor(kind: string, events: AsyncGenerator<NotificationEvent, void, undefined>): Promise<void> {
  for (;;) {
    const { value, done } = await events.next();
    if (done) throw new Error('The server ended the stream of notifications.');
    const { notification, unread } = value;
    if (!notification) continue;
    say('Told', `${notification.title} (${unread} unread)`);
    if (notification.kind === kind) return;
  }
}

const manager = await newPerson();
const label = await manager.organizations.create({ name: 'Release label', kind: 'label', currency: 'EUR' });
say('Organization', `${label.name}, which counts in ${label.currency}`);

const artist = await manager.artists.create({ name: 'Sample Artist' });
say('Artist', artist.name);

const playlist = 'https://open.spotify.com/playlist/37i9dQZF1DXcBWIGoYBM5M';
const song = { artistId: artist.id, title: 'Sample Song' };
say('Refused', await refusal(manager.tracks.create({ ...song, link: playlist }), InvalidInputError));
const link = 'https://open.spotify.com/intl-de/track/4Km5HrUvYTaSUfiSGPJeQR?si=0123456789abcdef';
const track = await manager.tracks.create({ ...song, link, releaseDate: dayFromToday(-7) });
say('Track', `${track.title} by ${track.artist}, at Spotify ${track.spotifyId}`);

// A template is what a campaign was planned as, without what is its own: artist, track, dates.
const earlier = await manager.campaigns.create({
  name: 'First single',
  startDate: dayFromToday(-90),
  endDate: dayFromToday(-63),
  budgetMinor: 50_000,
  tags: ['single'],
  targeting: { version: 1, countries: ['AT', 'DE'], ages: { from: 18, to: 34 } },
});
await manager.goals.create({ campaignId: earlier.id, type: 'streams', target: 5000 });
await manager.goals.create({ campaignId: earlier.id, type: 'followers', baseline: 1200, target: 1500 });
const template = await manager.campaigns.saveAsTemplate({ campaignId: earlier.id, name: 'Single release' });
say('Template', `${template.name}: ${template.content.days} days, ${template.content.goals.length} goals`);

const draft = await manager.campaigns.createFromTemplate({
  templateId: template.id,
  name: 'Second single',
  trackId: track.id,
  startDate: dayFromToday(-7),
});
const { id, currency } = draft;
say(
  'Campaign',
  `${draft.name}, ${draft.startDate} to ${draft.endDate}, ${money(draft.budgetMinor ?? 0, currency ?? '')}`,
);
for (const goal of (await manager.goals.list({ campaignId: id })).items) sayGoal(goal);

const audience = await manager.audiences.create({
  name: 'Synth-pop in German',
  criteria: {
    all: [
      { countries: ['DE', 'AT'] },
      { interests: ['Synth-pop'] },
      { any: [{ ages: { from: 18, to: 24 } }, { artists: ['Sample Artist'] }] },
    ],
  },
});
await manager.audiences.estimate({ id: audience.id, version: 1, lower: 12_000, upper: 14_100, source: 'label' });
const targeting = { ...draft.targeting, audienceIds: [audience.id] };
const { version } = await manager.campaigns.update({ id, version: draft.version, targeting });
say('Audience', `${audience.name}, 12000 to 14100 people`);

const { status } = await manager.campaigns.changeStatus({ id, version, status: 'active' });
say('Started', `${draft.name} is ${status}`);
say('Refused', await refusal(manager.audiences.delete({ id: audience.id }), ConflictError));

// The first event has no notification: it says how many are unread, and that from now on nothing is missed.
const events = manager.notifications.watch();
await events.next();
const rows = Array.from({ length: 7 }, (_, day) => `${dayFromToday(day - 7)},${600 + 100 * day}`);
await manager.imports.run({ fileName: 'song.csv', trackId: track.id }, ['date,streams', ...rows].join('\n'));
await watchFor('import_finished', events);

for (const goal of (await manager.goals.list({ campaignId: id })).items) sayGoal(goal);
const { spend, pace } = await manager.campaigns.budget({ id });
const spent = spend.spentMinor === null ? `unknown (${spend.reason})` : money(spend.spentMinor, spend.currency ?? '');
say('Spent', `${spent}; a straight line would be at ${money(pace?.expectedMinor ?? 0, currency ?? '')}`);

if (process.argv.includes('--wait')) await watchFor('goal_reached', events);
// Leaves the stream, which would otherwise keep the program running.
await events.return();

console.log('\nNotifications');
for await (const { title, body, readAt } of manager.notifications.list())
  console.log(`  ${readAt === null ? '•' : ' '} ${title}${body === null ? '' : `: ${body}`}`);
const { changed, unread } = await manager.notifications.markAllRead();
console.log(`${changed} marked as read, ${unread} unread`);
