import { contract } from '@songtrackpro/contracts';
import { implement } from '../core/endpoint.ts';
import { createAudience } from './create-audience.ts';
import { deleteAudience } from './delete-audience.ts';
import { deleteAudiences } from './delete-audiences.ts';
import { estimateAudience } from './estimate-audience.ts';
import { getAudience } from './get-audience.ts';
import { readInsights } from './insights/read-insights.ts';
import { recordInsights } from './insights/record-insights.ts';
import { listAudiences } from './list-audiences.ts';
import { addRows } from './lists/add-rows.ts';
import { finishUpload } from './lists/finish-upload.ts';
import { startUpload } from './lists/start-upload.ts';
import { publishAudience, withdrawAudience } from './platform/begin-delivery.ts';
import { getDelivery, listDeliveries } from './platform/read-deliveries.ts';
import { restoreAudience } from './restore-audience.ts';
import { restoreAudiences } from './restore-audiences.ts';
import { showUsage } from './show-usage.ts';
import { updateAudience } from './update-audience.ts';

export const audiencesEndpoints = implement('audiences', contract.audiences, {
  create: createAudience,
  get: getAudience,
  list: listAudiences,
  update: updateAudience,
  estimate: estimateAudience,
  usage: showUsage,
  delete: deleteAudience,
  restore: restoreAudience,
  deleteMany: deleteAudiences,
  restoreMany: restoreAudiences,

  startUpload,
  addRows,
  finishUpload,

  publish: publishAudience,
  withdraw: withdrawAudience,
  getDelivery,
  listDeliveries,

  recordInsights,
  insights: readInsights,
});
