import { type FactChange, SongTrackPro } from '@songtrackpro/sdk';

export interface Credentials {
  url: string;
  email: string;
  password: string;
  /** In place of e-mail and password: for a look around, not for pages that other people open. */
  key: string;
}

/**
 * A client of who signs in. The session lives in this page alone, as long as it is open: it is sent with each call, and no
 * cookie and no storage of the browser holds it.
 */
export async function signIn({ url: baseUrl, email, password, key }: Credentials): Promise<SongTrackPro> {
  if (key !== '') return new SongTrackPro({ baseUrl, apiKey: key });
  const { session } = await new SongTrackPro({ baseUrl }).identity.signIn({ email, password });
  if (session === null) throw new Error('This account has a second factor, for which this page has no field.');
  return new SongTrackPro({ baseUrl, session });
}

/** Each campaign in a line. */
export async function campaignLines(client: SongTrackPro): Promise<string[]> {
  const lines: string[] = [];
  for await (const { name, status, startDate, endDate } of client.campaigns.list({ sort: 'name' })) {
    const days = startDate === null ? 'without days' : `${startDate} to ${endDate ?? 'open'}`;
    lines.push(`${name}: ${status ?? 'imported'}, ${days}`);
  }
  return lines;
}

/** A change of the numbers in a line. */
export const changeLine = ({
  change,
  subject,
  from,
  metrics,
}: Pick<FactChange, 'change' | 'subject' | 'from' | 'metrics'>): string =>
  `${change}: ${subject.name}, ${from}, ${metrics.join(', ')}`;
