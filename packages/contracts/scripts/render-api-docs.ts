// The page docs/api.md, made from the contracts. Run as a program, it prints the page (script `docs`).
import {
  calculatedMetricIds,
  calculatedMetrics,
  contract,
  type DomainContract,
  type Procedure,
  reportedMetricIds,
  reportedMetrics,
} from '../src/index.ts';
import { type NamedType, TypeCollector } from './collect-types.ts';
import { renderFields, renderType } from './render-fields.ts';
import { renderTable } from './render-table.ts';

const intro = [
  '<!-- Made from the contracts by `npx -y pnpm@12 --filter @songtrackpro/contracts run docs`; a test compares the two. -->',
  '',
  '# API',
  '',
  'Every procedure can be called in three ways that do exactly the same:',
  '',
  '- with the SDK: `client.artists.list({ limit: 20 })`;',
  '- by plain HTTP at the address given with it: input goes into the path, into the query of a GET, else into a JSON body;',
  '- by tRPC under `/trpc/<procedure>`: a query is a GET with `?input=<JSON>`, a mutation a POST with a JSON body.',
  '',
  'A server shows all of this as pages at `/docs` and as an OpenAPI 3.1 document at `/openapi.json`: with examples of what',
  'each call takes and answers, the scopes that it needs, and the form of every error. The document without a server:',
  '',
  '```sh',
  'npx -y pnpm@12 --filter @songtrackpro/server run openapi',
  '```',
  '',
  'Each call carries an API key as `Authorization: Bearer stp_…`. The key decides the organization; nothing outside of it',
  'can be read or named. A call may answer the errors listed with it and those that [every call](errors.md) may answer.',
  'A person sends the token of a session in the same way and may name one of their organizations in the header',
  '`x-organization`, by id or slug. Calls that need `self` are a person’s own and take no key, those that need `staff` are',
  'for people who run the installation, and `public` ones need nobody.',
  'Lists answer pages, newest first: send `nextCursor` back as `cursor`; `for await` of the SDK does it.',
  '',
  'A mutation may carry an `Idempotency-Key` of 1 to 255 visible ASCII characters: repeated with the same input within a',
  'day, it is answered as the first time and does nothing again. The SDK sends one by itself. Calls of nobody (`public`) and',
  'keep no answer; what [repeating one](authentication.md#repeating-such-calls) does is said there.',
  '',
  'Everything is JSON. Instants are ISO 8601 in UTC, calendar days `YYYY-MM-DD`. Money of exports is an exact decimal',
  'string, budgets are whole minor units, fractions are 0 to 1, unit costs are millionths of the currency’s unit.',
  '',
  'The bytes of an import go to `PUT /v1/imports/{id}/content` with the same key and the permission `imports:write`, whole',
  'or in parts with `Content-Range: bytes 0-1023/4096`; a part that breaks off is continued from `receivedBytes`. The',
  'answer is an [Import](#import).',
  '',
  'A subscription is a stream of server-sent events at its address: `id` and `data` for each event, `event: end` after',
  'the last one, `event: error` with an [error](errors.md). A client that lost the connection opens it again with the',
  'header `Last-Event-ID`; the SDK does it by itself. A stream ends at once when its key is revoked or its session ends.',
].join('\n');

const procedures = Object.entries<DomainContract>(contract).flatMap(([domain, group]) =>
  Object.entries(group).map(([name, procedure]) => ({ domain, path: `${domain}.${name}`, procedure })),
);

const anchor = (path: string) => `#${path.toLowerCase().replaceAll('.', '')}`;
const address = ({ http }: Procedure) => `${http.method} ${http.path}`;
const code = (text: string) => `\`${text}\``;

function renderOverview(): string {
  const rows = procedures.map(({ path, procedure }) => [
    `[${path}](${anchor(path)})`,
    procedure.kind,
    code(procedure.permission),
    code(address(procedure)),
    procedure.summary,
  ]);
  return renderTable(['Procedure', 'Kind', 'Permission', 'Plain HTTP', ''], rows);
}

function renderProcedure(path: string, procedure: Procedure, types: TypeCollector): string {
  const { kind, permission, description, errors, example, weight } = procedure;
  // An input belongs to one call and is shown with it; outputs are shared, so they have a place of their own.
  const input = types.add(procedure.input, 'input', false);
  const output = types.add(procedure.output, 'output', true);
  return [
    `### ${path}`,
    description,
    `${code(address(procedure))}, a ${kind} that needs ${code(permission)} and costs ${weight === 1 ? '1 point' : `${weight} points`}. Own errors: ${errors.map(code).join(', ') || 'none'}.`,
    '**Input**',
    renderFields(input.schema),
    ...(output.name === null
      ? ['**Output**', renderFields(output.schema)]
      : [`**Output**: [${output.name}](${anchor(output.name)})`]),
    '**Example input**',
    `\`\`\`json\n${JSON.stringify(example, null, 2)}\n\`\`\``,
  ].join('\n\n');
}

function renderDomains(types: TypeCollector): string {
  const sections = Object.keys(contract).map((domain) => [
    `## ${domain}`,
    ...procedures
      .filter((procedure) => procedure.domain === domain)
      .map(({ path, procedure }) => renderProcedure(path, procedure, types)),
  ]);
  return sections.flat().join('\n\n');
}

function renderNamedType({ name, schema }: NamedType): string {
  const head = schema.description === undefined ? [] : [schema.description];
  const body = schema.properties ? renderFields(schema) : `${renderType(schema)}.`;
  return [`### ${name}`, ...head, body].join('\n\n');
}

function renderMetrics(): string {
  const reported = reportedMetricIds.map((id) => {
    const { name, unit, additive } = reportedMetrics[id];
    return [code(id), name, unit, additive ? 'yes' : 'no'];
  });
  const calculated = calculatedMetricIds.map((id) => {
    const { name, unit, formula, zeroReason } = calculatedMetrics[id];
    return [code(id), name, unit, formula, code(zeroReason)];
  });
  return [
    '## Names of metrics',
    'A reported metric is what a source states. Only additive ones are ever summed over days.',
    renderTable(['Reported', 'Name', 'Unit', 'Additive'], reported),
    'A calculated metric is a ratio of sums, never an average of ratios. It is null with a reason where its denominator is 0.',
    renderTable(['Calculated', 'Name', 'Unit', 'Formula', 'Reason at 0'], calculated),
  ].join('\n\n');
}

/** The page as Markdown; the same contracts always give the same text. */
export function renderApiDocs(): string {
  const types = new TypeCollector();
  const domains = renderDomains(types);
  const named = types.types().map(renderNamedType);
  return `${[intro, renderOverview(), domains, '## Types', ...named, renderMetrics()].join('\n\n')}\n`;
}

if (import.meta.main) process.stdout.write(renderApiDocs());
