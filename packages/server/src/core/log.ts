import pino from 'pino';
import { logError } from './log-error.ts';
import { readableLine } from './log-line.ts';

export type Log = pino.Logger;

/** Where lines go: a stream, or anything that takes them. */
export interface LogTarget {
  write(line: string): void;
}

/** What must not stand in a log wherever it comes from: keys of ours, and what follows `Bearer`. */
const secrets = /\bstp_(live|dev)_[0-9A-Za-z]{8,}|\b(Bearer) +[^\s"\\]+/gi;

/** A text without keys of ours and without what follows `Bearer`. */
export const withoutSecrets = (text: string): string =>
  text.replaceAll(secrets, (_, environment?: string, scheme?: string) =>
    scheme === undefined ? `stp_${environment}_[redacted]` : `${scheme} [redacted]`,
  );

const standardError = (): LogTarget => {
  const lines = pino.destination({ dest: 2, sync: true });
  if (!process.stderr.isTTY) return lines;
  return { write: (line) => lines.write(readableLine(line)) };
};

/**
 * JSON lines on standard error, so that standard output stays a program's answer; on a terminal, lines for people. Level
 * is one of pino's, or `silent`.
 */
export function createLog(level: string, target: LogTarget = standardError()): Log {
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: (error) => logError(error) },
      redact: {
        paths: ['authorization', 'cookie', 'key', 'apiKey', 'password', 'token', 'secret'],
        censor: '[redacted]',
      },
      hooks: {
        streamWrite: withoutSecrets,
      },
    },
    target,
  );
}
