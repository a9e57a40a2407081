import type { Postgres } from './postgres.ts';

/** What a migration's triggers tell: `imports <id>`, `access <id of a key or a person>`, `notifications <id of a person>`, `live <id of an organization>`, `webhooks <id of an organization>`. */
export type ChangeTopic = 'imports' | 'access' | 'notifications' | 'live' | 'webhooks';

/**
 * Calls `onChange` for each change that any process makes, on a connection of its own. After the connection was lost
 * changes may have been missed: `onGap` is called as soon as it is back.
 */
export async function listenForChanges(
  postgres: Pick<Postgres, 'worker'>,
  onChange: (topic: string, id: string) => void,
  onGap: () => void,
): Promise<{ close(): Promise<void> }> {
  let isFirst = true;
  const listener = await postgres.worker.listen(
    'changes',
    (payload) => {
      const [topic = '', id = ''] = payload.split(' ');
      onChange(topic, id);
    },
    () => {
      if (!isFirst) onGap();
      isFirst = false;
    },
  );
  return { close: () => listener.unlisten() };
}
