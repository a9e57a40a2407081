import { type Credentials, campaignLines, changeLine, signIn } from './client.ts';

function element<T extends Element>(id: string, kind: new () => T): T {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`The page has no ${id}.`);
}

const form = element('sign-in', HTMLFormElement);
const button = form.querySelector('button');
const status = element('status', HTMLParagraphElement);
const campaigns = element('campaigns', HTMLUListElement);
const changes = element('changes', HTMLUListElement);

/** Text, never HTML: names come from other people. */
function entry(text: string): HTMLLIElement {
  const item = document.createElement('li');
  item.textContent = text;
  return item;
}

function credentials(): Credentials {
  const data = new FormData(form);
  const text = (name: string) => String(data.get(name) ?? '').trim();
  return { url: text('url'), email: text('email'), password: String(data.get('password') ?? ''), key: text('key') };
}

async function open(): Promise<void> {
  status.textContent = 'Signing in …';
  const client = await signIn(credentials());
  form.reset();
  const { organization } = await client.organizations.me();
  campaigns.replaceChildren(...(await campaignLines(client)).map(entry));
  form.hidden = true;
  status.textContent = `${organization.name}: ${campaigns.childElementCount} campaigns. Changes appear as they happen.`;
  for await (const { facts } of client.metrics.watch())
    changes.prepend(...facts.map((fact) => entry(changeLine(fact))));
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  open().catch((error: unknown) => {
    form.hidden = false;
    status.textContent = error instanceof Error ? error.message : String(error);
  });
});
// Before this the browser would send the form by itself.
if (button) button.disabled = false;
status.textContent = 'Not signed in.';
