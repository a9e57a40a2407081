import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mail } from './mailer.ts';
import type { MailSettings } from './settings.ts';

/** Carries a mail away; `id` is the same when the same mail is tried again. */
export type Deliver = (mail: Mail, id: string) => Promise<void>;

/** Longest that one try may take, in milliseconds. */
const timeLimitMs = 20_000;

/** The mail server of the settings, or a folder with a file for each mail where there is none. */
export async function openMailTransport({ to, from }: MailSettings): Promise<Deliver> {
  const { createTransport } = await import('nodemailer');
  if ('smtpUrl' in to) {
    const transport = createTransport({
      url: to.smtpUrl,
      connectionTimeout: timeLimitMs,
      greetingTimeout: timeLimitMs,
      socketTimeout: timeLimitMs,
    });
    return async (mail, id) => {
      await transport.sendMail({ ...mail, from, messageId: `<${id}@songtrackpro>` });
    };
  }
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
  const { folder } = to;
  return async (mail, id) => {
    const { message } = await transport.sendMail({ ...mail, from, messageId: `<${id}@songtrackpro>` });
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, `${id}.eml`);
    await writeFile(`${path}.part`, message as Buffer, { mode: 0o600 });
    await rename(`${path}.part`, path);
  };
}
