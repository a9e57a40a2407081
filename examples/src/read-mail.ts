import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Text of a mail in quoted-printable (RFC 2045), which breaks long lines with `=` and writes bytes in hex. */
const decode = (text: string): string =>
  text
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

/** The token of the latest mail to an address; waits until there is one, at most a minute. */
export async function tokenOfMailTo(folder: string, address: string): Promise<string> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    // The names of the files sort by time.
    const names = await readdir(folder).catch(() => []);
    for (const name of names
      .filter((one) => one.endsWith('.eml'))
      .toSorted()
      .toReversed()) {
      const mail = decode(await readFile(join(folder, name), 'utf8'));
      const token = /^Token: (\S+)$/m.exec(mail)?.[1];
      if (mail.includes(`To: ${address}`) && token !== undefined) return token;
    }
    await pause(200);
  }
  throw new Error(`No mail to ${address} came into ${folder} within a minute.`);
}
