import { readFile } from 'node:fs/promises';

export interface Account {
  name: string;
  uid: number;
  gid: number;
}

/** The machine's own `postgres` account, else `nobody`. No account is ever added. */
export async function unprivilegedAccount(): Promise<Account> {
  const accounts = new Map<string, Account>();
  for (const line of (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n')) {
    const [name = '', , uid = '', gid = ''] = line.split(':');
    if (Number(uid) > 0 && Number(gid) > 0) accounts.set(name, { name, uid: Number(uid), gid: Number(gid) });
  }
  return accounts.get('postgres') ?? accounts.get('nobody') ?? { name: 'nobody', uid: 65534, gid: 65534 };
}
