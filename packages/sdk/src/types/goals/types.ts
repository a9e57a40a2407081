// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

export type GoalType = 'streams' | 'followers' | 'engagement' | 'conversions' | 'reach';
