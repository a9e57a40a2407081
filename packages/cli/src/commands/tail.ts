import { readFile, rename, writeFile } from 'node:fs/promises';
import type { EventCounter, FactChange } from '@songtrackpro/sdk';
import { connect } from '../connection/connect.ts';
import type { ServerOptions } from '../connection/find-server.ts';
import { exitCodes, progress, readerLeft, say } from '../terminal.ts';

export interface TailOptions extends ServerOptions {
  after?: string;
  state?: string;
  count?: number;
  json?: boolean;
}

function factLine({ subject, from, to, source, change, metrics }: FactChange): string {
  const days = from === to ? from : `${from} to ${to}`;
  return `${change.padEnd(10)} ${subject.name}, ${days}: ${metrics.join(', ')} (${source})`;
}

const countLine = ({ track, interval, start, plays, skips, completes }: EventCounter): string =>
  `played     ${track.title}, ${interval} of ${start.slice(0, 16)}: ${plays} plays, ${skips} skips, ${completes} completes`;

async function readPosition(path: string | undefined): Promise<string | undefined> {
  if (path === undefined) return undefined;
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text.trim() || undefined;
}

/** A position that is half written would be refused by the server. */
async function writePosition(path: string, position: string): Promise<void> {
  await writeFile(`${path}.part`, `${position}\n`);
  await rename(`${path}.part`, path);
}

/** Ends where the signal would have thrown. */
async function* endingWith<T>(signal: AbortSignal, items: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* items;
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/**
 * Prints what changes of an organization's numbers as it happens, a line each. A line of JSON says behind which position to
 * go on once it was read: that of the event before for all lines of an event but the last, so that none is ever lost.
 */
export async function tail({
  after,
  state,
  count = Number.POSITIVE_INFINITY,
  json,
  ...options
}: TailOptions): Promise<number> {
  const client = await connect(options);
  let position = after ?? (await readPosition(state));
  let printed = 0;
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  readerLeft.signal.addEventListener('abort', () => stop.abort());
  const batches = client.metrics.watch({ after: position }, { signal: stop.signal });
  for await (const batch of endingWith(stop.signal, batches)) {
    if (printed === 0 && batch.facts.length + batch.counts.length === 0) progress('Watching; Ctrl-C ends it.');
    const changes = [
      ...batch.facts.map((fact) => ({ kind: 'fact' as const, ...fact })),
      ...batch.counts.map((counter) => ({ kind: 'count' as const, ...counter })),
    ];
    for (const [index, change] of changes.entries()) {
      const behind = index === changes.length - 1 ? batch.position : position;
      if (json) say(JSON.stringify({ position: behind, ...change }));
      else say(change.kind === 'fact' ? factLine(change) : countLine(change));
    }
    position = batch.position;
    // After the lines and not before: a program that dies in between prints them again rather than never.
    if (state !== undefined) await writePosition(state, position);
    printed += changes.length;
    if (printed >= count) return exitCodes.done;
  }
  return readerLeft.signal.aborted ? exitCodes.done : exitCodes.interrupted;
}
