// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

export type OnboardingTask = 'profile' | 'organization' | 'connection';
