import { CommandError } from '../errors.ts';
import type { Store } from '../storage/store.ts';
import type { Command } from './context.ts';
import type { WriteGate } from './write-gate.ts';

/** Writes go on after so long whatever the backup does, milliseconds; a program that hangs must not stop everybody. */
const LONGEST_PAUSE = 15_000;

/**
 * The backup that is being taken. It belongs to the connection that began it and ends with that: a program that is
 * killed leaves neither writes waiting nor a log that grows for ever.
 */
export class Backup {
  readonly #store: Store;
  readonly #gate: WriteGate;
  #owner: number | undefined;
  #pause: NodeJS.Timeout | undefined;

  constructor(store: Store, gate: WriteGate) {
    this.#store = store;
    this.#gate = gate;
  }

  /** Stops writes, and brings everything written so far into the one file, which then doesn't change until the end. */
  async begin(client: number): Promise<void> {
    if (this.#owner !== undefined) {
      throw new CommandError(
        'ConflictingOperationInProgress',
        'Another backup is being taken: wait until it has ended',
      );
    }
    this.#owner = client;
    try {
      // Most of the way while others still write.
      this.#store.checkpoint();
      this.#pause = setTimeout(() => this.#resume(), LONGEST_PAUSE);
      await this.#gate.close();
      this.#requirePause(client);
      this.#store.keepFile();
    } catch (cause) {
      this.end(client);
      throw cause;
    }
  }

  /** Lets writes go on, into the log alone. */
  resume(client: number): void {
    this.#requirePause(client);
    this.#resume();
  }

  end(client: number): void {
    if (this.#owner !== client) return;
    this.#owner = undefined;
    this.#resume();
    this.#store.releaseFile();
  }

  isOf(client: number): boolean {
    return this.#owner === client;
  }

  #requirePause(client: number): void {
    if (this.isOf(client) && this.#pause !== undefined) return;
    throw new CommandError(
      'OperationFailed',
      `Writes went on before the backup had its moment: it lost its connection, or took longer than ${LONGEST_PAUSE / 1000} s`,
    );
  }

  #resume(): void {
    clearTimeout(this.#pause);
    this.#pause = undefined;
    this.#gate.open();
  }
}

const beginBackup: Command = async ({ server, client }) => {
  await server.backup.begin(client.id);
  return { ok: 1 };
};

const resumeWrites: Command = ({ server, client }) => {
  server.backup.resume(client.id);
  return { ok: 1 };
};

const endBackup: Command = ({ server, client }) => {
  if (!server.backup.isOf(client.id)) throw new CommandError('OperationFailed', 'This connection takes no backup');
  server.backup.end(client.id);
  return { ok: 1 };
};

/** Not MongoDB's: its own ways to a copy of the files need a replica set, or stop every writer until it is made. */
export const backupCommands = { beginBackup, resumeWrites, endBackup };
