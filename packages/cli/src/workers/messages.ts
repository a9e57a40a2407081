import type { ProcessSettings } from '../local/server-process.ts';

/** What the process that was called tells one that serves. */
export type ToWorker = { kind: 'serve'; settings: ProcessSettings } | { kind: 'stop' };

/** What a serving process tells the one that was called. */
export type FromWorker = { kind: 'serving'; url: string } | { kind: 'failed'; name: string; message: string };

const kindOf = (message: unknown): unknown =>
  typeof message === 'object' && message !== null && 'kind' in message ? message.kind : undefined;

// Both ends are this version of this program; other messages on the channel are Node's own.
export const isToWorker = (message: unknown): message is ToWorker =>
  ['serve', 'stop'].includes(String(kindOf(message)));
export const isFromWorker = (message: unknown): message is FromWorker =>
  ['serving', 'failed'].includes(String(kindOf(message)));
