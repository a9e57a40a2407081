import pino from 'pino';

export type Log = pino.Logger;

/** JSON lines on standard error, so that standard output stays a program's answer. */
export function createLog(level: string): Log {
  return pino(
    {
      level,
      base: null,
      redact: { paths: ['authorization', 'headers.authorization', 'key', 'apiKey', 'password'], censor: '[redacted]' },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}
