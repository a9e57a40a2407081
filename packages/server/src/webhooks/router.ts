import { contract } from '@songtrackpro/contracts';
import { implement } from '../core/endpoint.ts';
import { createEndpoint } from './create-endpoint.ts';
import { deleteEndpoint } from './delete-endpoint.ts';
import { getDelivery } from './deliveries/get-delivery.ts';
import { listDeliveries } from './deliveries/list-deliveries.ts';
import { redeliver } from './deliveries/redeliver.ts';
import { replayEvents } from './deliveries/replay-events.ts';
import { sendTest } from './deliveries/send-test.ts';
import { getEndpoint } from './get-endpoint.ts';
import { listEndpoints } from './list-endpoints.ts';
import { rotateSecret } from './rotate-secret.ts';
import { updateEndpoint } from './update-endpoint.ts';
import { watchEvents } from './watch-events.ts';

export const webhooksEndpoints = implement('webhooks', contract.webhooks, {
  create: createEndpoint,
  list: listEndpoints,
  get: getEndpoint,
  update: updateEndpoint,
  rotateSecret,
  delete: deleteEndpoint,

  sendTest,
  listDeliveries,
  getDelivery,
  redeliver,
  replay: replayEvents,

  watch: watchEvents,
});
