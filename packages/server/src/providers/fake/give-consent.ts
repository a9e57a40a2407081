/** What a person does on the consent page: allows all, some, or nothing. */
export interface Consent {
  deny?: boolean;
  /** Names of checkboxes and the values that stay ticked; all where a name is not given. */
  only?: Record<string, readonly string[]>;
}

const formField = /<input type="(hidden|checkbox)" name="([^"]*)" value="([^"]*)"/g;
const entities: Record<string, string> = { '&amp;': '&', '&quot;': '"', '&#39;': "'", '&lt;': '<', '&gt;': '>' };
const plain = (text: string) => text.replace(/&(amp|quot|#39|lt|gt);/g, (found) => entities[found] ?? found);

/**
 * Opens a consent page, answers it as a person would, and returns the address that the browser is sent to.
 *
 * @throws where the page shows an error, for example for an unknown redirect URI
 */
export async function giveConsent(authorizeUrl: string | URL, { deny = false, only = {} }: Consent = {}): Promise<URL> {
  const page = await fetch(authorizeUrl, { redirect: 'manual' });
  const text = await page.text();
  const action = /<form method="post" action="([^"]*)"/.exec(text)?.[1];
  if (action === undefined) throw new Error(`no consent page (status ${page.status}): ${text.slice(0, 300)}`);
  const form = new URLSearchParams({ decision: deny ? 'deny' : 'approve' });
  for (const [, , name = '', value = ''] of text.matchAll(formField)) {
    if (only[name]?.includes(plain(value)) ?? true) form.append(name, plain(value));
  }
  const answer = await fetch(new URL(plain(action), authorizeUrl), {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  const location = answer.headers.get('location');
  if (location === null) throw new Error(`the consent page leads nowhere (status ${answer.status})`);
  return new URL(location);
}
