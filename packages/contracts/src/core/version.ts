/**
 * Version of the API: of the procedures, their inputs, outputs and errors. The first number changes where something that
 * callers rely on does, before 1.0 the second one; what is only added changes neither.
 */
export const apiVersion = '0.1';

/** A client says in it for which version it was built; every answer says which one the server has. */
export const apiVersionHeader = 'x-api-version';

/** What versions have in common that understand each other: `1` of 1.4, `0.1` of 0.1. */
export function versionLine(version: string): string {
  const [major = '', minor = ''] = version.split('.');
  return major === '0' ? `0.${minor}` : major;
}

/** Whether a server of this version serves a client that was built for `version`. */
export const servesVersion = (version: string): boolean =>
  /^\d{1,6}\.\d{1,6}$/.test(version) && versionLine(version) === versionLine(apiVersion);
