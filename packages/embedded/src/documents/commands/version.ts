/** The MongoDB version whose behaviour this server follows. */
export const VERSION = '8.0.0';
/** The wire version of that release. */
export const WIRE_VERSION = 25;
