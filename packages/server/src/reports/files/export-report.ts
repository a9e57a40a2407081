import { createHash } from 'node:crypto';
import type { contract } from '@songtrackpro/contracts';
import type { Verb } from '../../core/endpoint.ts';
import { loadReport } from '../stored/load.ts';
import { toFile } from './to-file.ts';

export const exportReport: Verb<typeof contract.reports.export> = async (ctx, { format, ...query }) => {
  const { fileName, mediaType, bytes } = await toFile(await loadReport(ctx, query), format);
  const encoding = format === 'pdf' ? ('base64' as const) : ('utf8' as const);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { fileName, mediaType, encoding, content: bytes.toString(encoding), sha256 };
};
