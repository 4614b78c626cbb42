// What just happened, newest first.
import { type Html, html } from "../html.ts";
import type { Twin } from "../twin.ts";
import { happening } from "./words.ts";

const SHOWN = 60;

export function happened(twin: Twin): Html {
  const tail = twin.history.all().slice(-SHOWN).reverse();
  return html`<section class="card" aria-labelledby="happened"><h2 id="happened">What just happened</h2>
${tail.length === 0 ? html`<p class="none">Nothing yet. Place an order above.</p>` : html`<ol class="happened">${tail.map(row)}</ol>`}
</section>`;

  function row(entry: (typeof tail)[number]): Html {
    const { who, what, came, isTrouble } = happening(entry);
    return html`<li class="${isTrouble ? "trouble" : entry.kind}"><time>${entry.at.slice(11, 19)}</time><span class="who">${who}</span><span class="what">${what}</span><span class="came">${came}</span></li>`;
  }
}
