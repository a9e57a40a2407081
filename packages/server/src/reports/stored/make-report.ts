import { createHash } from 'node:crypto';
import { canonicalJson, type ReportContent, type StoredReportEntry } from '@songtrackpro/contracts';
import { findReportEntry, insertReport, reportIdOf } from '@songtrackpro/db';
import { AppError } from '../../core/app-error.ts';
import type { ReadContext } from '../../core/context.ts';
import { buildContent } from '../content/build-content.ts';
import { type Question, readPlan } from './read-plan.ts';

/** SHA-256 over the content’s canonical JSON. */
export const contentHashOf = (content: ReportContent): string =>
  createHash('sha256').update(canonicalJson(content)).digest('hex');

/** Builders that store a version before this one can: each has built from newer facts than the one before. */
const mostAttempts = 5;

/**
 * The stored report of what the question’s inputs are now; it is built where they have changed since the newest version. Of two
 * builders at the same time one stores, and the other finds it.
 */
export async function makeReport(
  ctx: ReadContext,
  question: Question,
): Promise<{ entry: StoredReportEntry; built: boolean }> {
  const { db } = ctx.services.documents;
  const id = reportIdOf(question);
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const plan = await readPlan(ctx, question);
    const newest = await findReportEntry(db, ctx.organizationId, { id });
    if (newest?.inputs === plan.inputs) return { entry: newest.entry, built: false };
    const content = await buildContent(ctx, plan);
    const version = (newest?.entry.version ?? 0) + 1;
    const { trackId, adAccountId } = plan.campaign;
    const report = { question, version, trackId, accountId: adAccountId, inputs: plan.inputs, content };
    const built = await insertReport(
      db,
      ctx.organizationId,
      { ...report, contentHash: contentHashOf(content) },
      ctx.now,
    );
    const stored = await findReportEntry(db, ctx.organizationId, { id, version });
    if (stored?.inputs === plan.inputs) return { entry: stored.entry, built };
  }
  throw new AppError('conflict', { message: 'The report is being built from numbers that keep changing. Try again.' });
}
