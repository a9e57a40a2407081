import { z } from 'zod';
import { Instant } from '../core/time.ts';
import { versioned } from '../core/versioned.ts';

export const OnboardingTask = z.enum(['profile', 'organization', 'connection']).meta({ id: 'OnboardingTask' });

const OnboardingProgressV1 = z.strictObject({
  version: z.literal(1),
  /** When which step was done. */
  done: z.partialRecord(OnboardingTask, Instant).default({}),
  /** Steps that the person chose to leave out. */
  skipped: z.array(OnboardingTask).default([]),
});
export type OnboardingProgress = z.infer<typeof OnboardingProgressV1>;

/** How far a person's first steps are. */
export const OnboardingProgress = versioned<OnboardingProgress>('onboarding progress', 1, OnboardingProgressV1);
