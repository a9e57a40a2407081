import { listUntold, tellFacts } from '@songtrackpro/db';
import type { Services } from '../core/context.ts';
import { Rounds } from '../core/rounds.ts';

/** How often a process looks for what is to be told, in milliseconds. */
const everyMs = 500;
/** How long it waits before it looks at writes that are not over, at first and at most: a killed one stays open for long. */
const [firstPauseMs, longestPauseMs] = [1000, 120_000];

/** When to look again at an organization's open writes. */
class OpenLooks {
  readonly #looks = new Map<string, { at: number; pauseMs: number }>();

  /** Forgets organizations that nothing waits of. */
  keep(organizationIds: readonly string[]): void {
    for (const id of this.#looks.keys()) if (!organizationIds.includes(id)) this.#looks.delete(id);
  }

  isDue(organizationId: string): boolean {
    const now = performance.now();
    const { at, pauseMs } = this.#looks.get(organizationId) ?? { at: now + firstPauseMs, pauseMs: firstPauseMs };
    const due = now >= at;
    const next = due ? { at: now + 2 * pauseMs, pauseMs: Math.min(2 * pauseMs, longestPauseMs) } : { at, pauseMs };
    this.#looks.set(organizationId, next);
    return due;
  }
}

/**
 * Tells those who watch which facts changed. What is to be told stands in the document store, so a process that dies leaves
 * nothing behind that the next round of any process doesn't find.
 */
export function liveWorker({ documents, postgres, log }: Services): Rounds {
  const looks = new OpenLooks();
  return new Rounds({
    everyMs,
    onError: (error) => log.error({ err: error }, 'telling changes failed'),
    round: async (stopped) => {
      const untold = await listUntold(documents.db);
      looks.keep(untold);
      for (const organizationId of untold) {
        const open = looks.isDue(organizationId);
        try {
          for (let told = -1; told !== 0 && !stopped(); ) {
            told = await tellFacts(postgres, documents.db, organizationId, { open });
          }
        } catch (error) {
          // One organization that can't be told holds up no other one.
          log.error({ err: error, organizationId }, 'telling changes of an organization failed');
        }
      }
    },
  });
}
