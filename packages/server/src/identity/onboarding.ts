import { type contract, OnboardingTask } from '@songtrackpro/contracts';
import { inIdentityTransaction, type Profile, updateOnboarding } from '@songtrackpro/db';
import type { z } from 'zod';
import { AppError } from '../core/app-error.ts';
import type { PersonContext } from '../core/context.ts';
import type { Verb } from '../core/endpoint.ts';
import { toAnswer } from './profile.ts';
import { recordEvent } from './record-event.ts';

type Task = z.infer<typeof OnboardingTask>;
type Progress = Profile['onboarding'];

/** The first step, in their order, that was neither done nor left out. */
const nextStep = ({ done, skipped }: Progress): Profile['onboardingStep'] =>
  OnboardingTask.options.find((task) => done[task] === undefined && !skipped.includes(task)) ?? 'done';

async function advance(ctx: PersonContext, decide: (progress: Progress) => Progress) {
  const { services, actor, now } = ctx;
  const move = (person: Profile) => {
    const onboarding = decide(person.onboarding);
    const onboardingStep = nextStep(onboarding);
    const onboardedAt = onboardingStep === 'done' ? (person.onboardedAt ?? now.toISOString()) : null;
    return { onboarding, onboardingStep, onboardedAt };
  };
  return inIdentityTransaction(services.postgres, async () => {
    const changed = await updateOnboarding(services.postgres, actor.user.id, move);
    if (!changed) throw new AppError('session_invalid');
    const [before, after] = [toAnswer(changed.before), toAnswer(changed.after)];
    await recordEvent(ctx, { userId: actor.user.id, before, after });
    return after;
  });
}

const without = (tasks: readonly Task[], task: Task) => tasks.filter((other) => other !== task);

export const completeOnboardingStep: Verb<typeof contract.identity.completeOnboardingStep> = (ctx, { step }) =>
  advance(ctx, (progress) => ({
    ...progress,
    done: { ...progress.done, [step]: progress.done[step] ?? ctx.now.toISOString() },
    skipped: without(progress.skipped, step),
  }));

export const skipOnboardingStep: Verb<typeof contract.identity.skipOnboardingStep> = (ctx, { step }) =>
  advance(ctx, (progress) =>
    progress.done[step] === undefined ? { ...progress, skipped: [...without(progress.skipped, step), step] } : progress,
  );
