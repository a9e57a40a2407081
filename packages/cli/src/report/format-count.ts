const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** A whole number with separators: `1,035`. */
export const count = (value: number): string => whole.format(value);

/** `1,035 rows`, `1 row`. */
export const plural = (value: number, noun: string): string => `${count(value)} ${noun}${value === 1 ? '' : 's'}`;

/** `1,035 days`, `1 day`. */
export const days = (value: number): string => plural(value, 'day');
