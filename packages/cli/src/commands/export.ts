import { resolve } from 'node:path';
import { dataFolder } from '../local/data-folder.ts';
import { openInstallation } from '../local/runtime.ts';
import { formatBytes } from '../report/format-bytes.ts';
import { plural } from '../report/format-count.ts';
import { CommandError, exitCodes, progress, say } from '../terminal.ts';

export interface ExportOrganizationOptions {
  output: string;
  data?: string;
  json?: boolean;
}

/** Writes everything of an organization into a folder. */
export async function exportOrganization(slug: string, options: ExportOrganizationOptions): Promise<number> {
  const { output, data, json } = options;
  const folder = resolve(output);
  const stores = await openInstallation(dataFolder(data), progress);
  try {
    const { exportOrganization: write, systemClock } = await import('@songtrackpro/server');
    const onPart = ({ path, rows, bytes }: { path: string; rows: number | null; bytes: number }) => {
      if (rows !== 0) progress(`  ${path}: ${rows === null ? formatBytes(bytes) : plural(rows, 'line')}`);
    };
    const made = await write(stores.settings, { organization: slug, folder, at: systemClock(), onPart });
    if (!made) throw new CommandError(`There is no organization “${slug}”.`);
    const { organization, moment, parts } = made;
    const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
    if (json) say(JSON.stringify({ folder, organization, moment, parts: parts.length, bytes }));
    else
      say(
        `${organization.name} is exported as of ${moment}: ${plural(parts.length, 'file')}, ${formatBytes(bytes)}, in ${folder}.`,
      );
    return exitCodes.done;
  } finally {
    await stores.close();
  }
}
