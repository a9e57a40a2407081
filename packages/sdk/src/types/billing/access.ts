// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

/** `full`: all that the plan has. `grace`: the same, while a payment is overdue. `read_only`: nothing but billing can be changed until it is paid. `none`: the subscription gives nothing, the free plan holds. */
export type SubscriptionAccess = 'full' | 'grace' | 'read_only' | 'none';

export type SubscriptionStatus = 'active' | 'past_due' | 'canceled' | 'trialing' | 'incomplete';
