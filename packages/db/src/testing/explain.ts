import postgres from 'postgres';

/**
 * Plans of everything that a statement runs as the application's role in one organization, also inside functions
 * (auto_explain). Needs a superuser's connection, because only that may load the module.
 */
export async function explainAsTenant(ownerUrl: string, organizationId: string, statement: string): Promise<string> {
  const plans: string[] = [];
  const sql = postgres(ownerUrl, { max: 1, onnotice: (notice) => plans.push(notice.message ?? '') });
  try {
    await sql.unsafe(`
      load 'auto_explain';
      set auto_explain.log_min_duration = 0;
      set auto_explain.log_nested_statements = on;
      set client_min_messages = log;
      set role app_rw;
      select set_config('app.organization_id', '${organizationId}', false)`);
    plans.length = 0;
    await sql.unsafe(statement);
    return plans.join('\n');
  } finally {
    await sql.end();
  }
}
