/** A store cannot be used as configured; the message says which setting to mend. */
class StoreUnreachableError extends Error {
  override name = 'StoreUnreachableError';
}

interface Target {
  host: string;
  user: string;
  database: string;
}

/** The parts of a store's URL that a message may show; never the password. */
function targetOf(url: string): Target {
  const match = /^[a-z+]+:\/\/(?:([^:@/]*)(?::[^@]*)?@)?([^/?]*)(?:\/([^?]*))?/s.exec(url);
  const [, user = '', host = '', database = ''] = match ?? [];
  return { host: decodeURIComponent(host), user: decodeURIComponent(user), database: decodeURIComponent(database) };
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && (typeof error.code === 'string' || typeof error.code === 'number')) return String(error.code);
  return error.cause === undefined ? '' : codeOf(error.cause);
}

const unreachable =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ECONNRESET|ENOENT|CONNECT_TIMEOUT|CONNECTION_CLOSED|CONNECTION_ENDED|CONNECTION_DESTROYED)$/;

/** What a failed connection to PostgreSQL means for the person who starts the server; other errors stay as they are. */
export function explainPostgresFault(error: unknown, url: string, setting = 'DATABASE_URL'): unknown {
  const { host, user, database } = targetOf(url);
  const code = codeOf(error);
  const explain = (message: string) => new StoreUnreachableError(message, { cause: error });
  if (unreachable.test(code)) {
    return explain(
      `No PostgreSQL answers at ${host} (${code}). Check host and port in ${setting}, and that the server runs.`,
    );
  }
  if (code === '28P01' || code === '28000') {
    return explain(`PostgreSQL at ${host} refused the user “${user}” or its password. Correct them in ${setting}.`);
  }
  if (code === '3D000') {
    return explain(
      `PostgreSQL at ${host} has no database “${database}”. Create it (createdb ${database}) or correct the name in ${setting}.`,
    );
  }
  return error;
}

/** What a failed connection to the document store means for the person who starts the server. */
export function explainDocumentsFault(error: unknown, uri: string): unknown {
  const { host, user } = targetOf(uri);
  const name = error instanceof Error ? error.name : '';
  if (codeOf(error) === '18') {
    const message = `The document store at ${host} refused the user “${user}” or its password. Correct them in MONGODB_URI.`;
    return new StoreUnreachableError(message, { cause: error });
  }
  if (/^Mongo(ServerSelection|Network|NetworkTimeout)Error$/.test(name)) {
    const message = `No document store answers at ${host}. Check host and port in MONGODB_URI, and that the server runs.`;
    return new StoreUnreachableError(message, { cause: error });
  }
  return error;
}
