import { EmbeddedStoreError, messageOf, systemCode } from '../errors.ts';

/** A name that needs no quoting in a URL: drivers differ in how they decode that part. */
export const DATABASE_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,62}$/;

const NO_SUCH_DATABASE = '3D000';
const EXISTS_ALREADY = ['42P04', '23505'];

/** Connects once to prove that the server answers, and creates the database if it isn't there. */
export async function ensureDatabase(urlOf: (database: string) => string, database: string): Promise<void> {
  try {
    await query(urlOf(database), 'select 1').catch(async (error: unknown) => {
      if (systemCode(error) !== NO_SUCH_DATABASE) throw error;
      await query(urlOf('postgres'), `create database "${database}"`).catch((failure: unknown) => {
        if (!EXISTS_ALREADY.includes(systemCode(failure) ?? '')) throw failure;
      });
    });
  } catch (error) {
    throw new EmbeddedStoreError(
      'postgres_failed',
      `PostgreSQL runs, but database ${database} can't be opened: ${messageOf(error)}. If the folder's "secret" file was ` +
        'replaced, restore it from the backup of this data folder.',
      { cause: error },
    );
  }
}

async function query(url: string, statement: string): Promise<void> {
  const { default: postgres } = await import('postgres');
  const sql = postgres(url, { max: 1, fetch_types: false, prepare: false, onnotice() {} });
  try {
    await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}
