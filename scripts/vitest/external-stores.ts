/**
 * Servers of the tester's own, on which the same tests run instead of on the embedded ones. The names differ from those
 * that a server is run with, so that nobody's shell points the tests at data that matter.
 */
export const externalMongodb = (): string | undefined => process.env.STP_TEST_MONGODB_URI || undefined;

export interface ExternalPostgres {
  ownerUrl: string;
  /** Derives the passwords of the roles, which belong to the whole server: every run on it must use the same. */
  secret: string;
}

/** The server of STP_TEST_DATABASE_URL; with `1` in it that of DATABASE_URL. Its role may create databases and roles. */
export function externalPostgres(): ExternalPostgres | undefined {
  const { STP_TEST_DATABASE_URL: given, DATABASE_URL, DATABASE_ROLE_SECRET } = process.env;
  if (!given) return undefined;
  const ownerUrl = given === '1' ? DATABASE_URL : given;
  if (!ownerUrl) throw new Error('STP_TEST_DATABASE_URL=1 takes the server of DATABASE_URL: set that, too.');
  return { ownerUrl, secret: DATABASE_ROLE_SECRET || 'a secret that only these tests derive roles from' };
}

/** The URI with another database in it; whoever logs in still does so at the database that the URI named. */
export function withMongoDatabase(uri: string, name: string): string {
  const [, scheme, login = '', hosts, database = '', query = ''] =
    /^(mongodb(?:\+srv)?:\/\/)([^@/]*@)?([^/?]+)\/?([^?]*)\??(.*)$/.exec(uri) ?? [];
  if (scheme === undefined || hosts === undefined) {
    throw new Error('STP_TEST_MONGODB_URI must be an address such as mongodb://127.0.0.1:27017');
  }
  const options = query.split('&').filter((option) => option !== '');
  const names = options.map((option) => option.split('=')[0]?.toLowerCase());
  if (login !== '' && !names.includes('authsource')) options.push(`authSource=${database || 'admin'}`);
  return `${scheme}${login}${hosts}/${name}${options.length > 0 ? `?${options.join('&')}` : ''}`;
}

/** The URL with another database in it. */
export function withPostgresDatabase(url: string, name: string): string {
  const [, server, query = ''] = /^([a-z]+:\/\/[^/?]*)[^?]*(\?.*)?$/.exec(url) ?? [];
  if (server === undefined) throw new Error('STP_TEST_DATABASE_URL must be an address such as postgres://user@host/db');
  return `${server}/${name}${query}`;
}
