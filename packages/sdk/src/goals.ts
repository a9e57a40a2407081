import type { Transport } from './core/call.ts';
import type { CallOptions } from './core/options.ts';
import { type Paged, pagesOf } from './core/page.ts';
import type {
  Goal,
  GoalChange,
  GoalDeleteInput,
  GoalGetInput,
  GoalListInput,
  GoalRestoreInput,
  NewGoal,
} from './types.ts';

/** What campaigns are to reach, and how far they are. */
export class Goals {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Sets a campaign a goal. Its progress is computed from the numbers, never typed in.
   *
   * @throws NotFoundError when the campaign is not the organization's own
   * @throws InvalidInputError when the target is not above the baseline
   * @throws ConflictError when the campaign is archived
   * @example
   * await client.goals.create({ campaignId, type: 'streams', target: 100_000 });
   */
  create(input: NewGoal, options?: CallOptions): Promise<Goal> {
    return this.#transport.mutation('goals.create', input, options);
  }

  /**
   * One goal with its progress and how it stands.
   *
   * @throws NotFoundError
   * @example
   * const { progress, status } = await client.goals.get({ id });
   * console.log(progress.current ?? progress.reason, status);
   */
  get(input: GoalGetInput, options?: CallOptions): Promise<Goal> {
    return this.#transport.query('goals.get', input, options);
  }

  /**
   * Goals with their progress, newest first: await it for a page, or iterate over all.
   *
   * @throws InvalidInputError when the cursor belongs to another list
   * @example
   * const { items } = await client.goals.list({ campaignId });
   */
  list(input: GoalListInput = {}, options?: CallOptions): Paged<Goal> {
    return pagesOf(this.#transport, 'goals.list', input, options);
  }

  /**
   * Changes baseline, target or deadline.
   *
   * @throws NotFoundError
   * @throws InvalidInputError when the target is not above the baseline
   * @throws ConflictError with `details.current` when `version` is not the newest
   * @example
   * await client.goals.update({ id, version: goal.version, target: 120_000 });
   */
  update(input: GoalChange, options?: CallOptions): Promise<Goal> {
    return this.#transport.mutation('goals.update', input, options);
  }

  /**
   * Deletes a goal; it can be restored for a while.
   *
   * @throws NotFoundError
   * @throws ConflictError when it is the last one of a running campaign
   * @example
   * await client.goals.delete({ id });
   */
  delete(input: GoalDeleteInput, options?: CallOptions): Promise<Goal> {
    return this.#transport.mutation('goals.delete', input, options);
  }

  /**
   * Takes a deletion back.
   *
   * @throws NotFoundError when there is no deleted goal of this id
   * @throws ConflictError when the campaign is archived
   * @example
   * await client.goals.restore({ id });
   */
  restore(input: GoalRestoreInput, options?: CallOptions): Promise<Goal> {
    return this.#transport.mutation('goals.restore', input, options);
  }
}
