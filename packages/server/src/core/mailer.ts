import type { JobQueue, TenantTransaction } from '@songtrackpro/db';
import { z } from 'zod';
import type { Clock } from './clock.ts';
import { Seal } from './seal.ts';
import { uuidV7 } from './uuid-v7.ts';

export interface Mail {
  to: string;
  subject: string;
  /** Plain text; lines are kept as they are. */
  text: string;
}

/** Name of the queue that mails wait in. */
export const mailQueue = 'mail';

const SealedMail = z.object({ sealed: z.string() });

/**
 * Hands mails in; a job sends them and tries again while the mail server is away. A mail may carry a link that signs
 * somebody in, so it lies in the queue sealed.
 */
export class Mailer {
  readonly #jobs: JobQueue;
  readonly #seal: Seal;
  readonly #clock: Clock;

  constructor(jobs: JobQueue, secret: string, clock: Clock) {
    this.#jobs = jobs;
    this.#seal = new Seal(secret, 'mail');
    this.#clock = clock;
  }

  /** Resolves when the mail can't get lost any more; with `tx`, once that has committed. */
  async send(mail: Mail, tx?: TenantTransaction): Promise<void> {
    // Ids sort by time, so that files of a mail folder lie in the order in which the mails were handed in.
    const id = uuidV7(this.#clock());
    await this.#jobs.send(mailQueue, { sealed: this.#seal.close(JSON.stringify(mail)) }, { id, ...(tx && { tx }) });
  }

  /** The mail of a job. */
  open(data: unknown): Mail {
    const { to, subject, text } = JSON.parse(this.#seal.open(SealedMail.parse(data).sealed)) as Mail;
    return { to, subject, text };
  }
}
