import { html } from 'hono/html';

interface Choice {
  name: string;
  value: string;
  label: string;
}

/** A page on which a person grants what an app asks for, or doesn't. */
export function consentPage(page: {
  title: string;
  person: string;
  app: string;
  action: string;
  hidden: Record<string, string>;
  choices: readonly Choice[];
}) {
  return html`<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>${page.title}</title>
    <style>body { font-family: sans-serif; max-width: 30rem; margin: 4rem auto } label { display: block; margin: .5rem 0 } button { font: inherit; padding: .5rem 1rem }</style>
  </head>
  <body>
    <h1>${page.title}</h1>
    <p>This page stands in for the real one. Nothing leaves this machine.</p>
    <p>${page.person}, ${page.app} asks for:</p>
    <form method="post" action="${page.action}">
      ${Object.entries(page.hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
      ${page.choices.map(
        ({ name, value, label }) =>
          html`<label><input type="checkbox" name="${name}" value="${value}" checked> ${label}</label>`,
      )}
      <button name="decision" value="approve">Allow</button>
      <button name="decision" value="deny">Cancel</button>
    </form>
  </body>
</html>`;
}
