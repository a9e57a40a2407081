import { serveBare } from './bare-server.ts';

// What is left of an authenticated read when nothing is checked, named, logged or made general: the same statements in
// the same transaction over pools of the same size, and JSON.
await serveBare((request, app, organizationId) =>
  app.begin('read only', async (tx) => {
    const setting = tx`
      select set_config('app.organization_id', ${organizationId}, true), set_config('app.actor_id', '', true)`;
    const id = (request.url ?? '').slice(1);
    const reading = tx`select * from campaigns where id = ${id} and deleted_at is null`;
    const [, [campaign]] = await Promise.all([setting, reading]);
    return campaign;
  }),
);
