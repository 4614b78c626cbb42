// What is going on at this moment: the time, what is armed to fail, and whether shop life goes on by itself.
import { type Html, html } from "../html.ts";
import type { Twin } from "../twin.ts";
import { button } from "./button.ts";
import { clockOf } from "./clock-calls.ts";

const CLOCK = "/control/clock";
const MINUTE = 60_000;
const BUSY = { buyers: { storeOrdersPerHour: 60, marketplaceOrdersPerHour: 60 } };

const PRINTED = new Intl.DateTimeFormat("en-GB", {
  dateStyle: "medium",
  timeStyle: "medium",
  timeZone: "UTC",
});

export function now(twin: Twin): Html {
  return html`<div class="now">${time(twin)}${life(twin)}${faults(twin)}</div>`;
}

function time(twin: Twin): Html {
  const { now: at, kind, running, pending, nextDueAt } = clockOf(twin);
  const next =
    nextDueAt === null ? "Nothing is planned." : `${pending} planned, the next ${ahead(at, nextDueAt)}.`;
  return html`<section class="card" aria-labelledby="time"><h2 id="time">Time</h2>
<p><strong class="clock">${PRINTED.format(new Date(at))}</strong> <small>UTC, ${kind}${running ? `, ${running.pace} times as fast` : ""}</small></p>
<p class="none">${next}</p>
<div class="buttons">
${button({ label: "Next thing", path: `${CLOCK}/step` })}
${button({ label: "+ 1 minute", path: `${CLOCK}/advance`, body: { milliseconds: MINUTE } })}
${button({ label: "+ 1 hour", path: `${CLOCK}/advance`, body: { milliseconds: 60 * MINUTE } })}
${button({ label: "+ 1 day", path: `${CLOCK}/advance`, body: { milliseconds: 1_440 * MINUTE } })}
${running ? button({ label: "Stop", path: `${CLOCK}/stop` }) : button({ label: "Run 60 × as fast", path: `${CLOCK}/run`, body: { pace: 60 } })}
${button({ label: "Begin again as new", path: "/control/reset", question: "Everything in both worlds begins again as new. Go on?" })}
</div></section>`;
}

function ahead(at: string, due: string): string {
  const seconds = Math.max(0, Math.round((Date.parse(due) - Date.parse(at)) / 1_000));
  if (seconds < 120) return `in ${seconds} s`;
  return seconds < 7_200 ? `in ${Math.round(seconds / 60)} min` : `in ${Math.round(seconds / 3_600)} h`;
}

function life(twin: Twin): Html {
  const { isOn, habits, done } = twin.life.report();
  const { storeOrdersPerHour, marketplaceOrdersPerHour } = habits.buyers;
  const so = `${done.storeOrders} store orders, ${done.marketplaceOrders} marketplace orders, ${done.cancelled} cancelled, ${done.shipped} shipped by staff so far.`;
  return html`<section class="card" aria-labelledby="life"><h2 id="life">Shop life</h2>
<p>${isOn ? `Buyers come by themselves: ${storeOrdersPerHour} orders an hour in the store, ${marketplaceOrdersPerHour} in the marketplace.` : "Nobody buys unless you do."}</p>
<p class="none">${so}</p>
<div class="buttons">${isOn ? button({ label: "Let nobody new come", method: "DELETE", path: "/control/life" }) : button({ label: "Let buyers come", path: "/control/life", body: BUSY })}</div></section>`;
}

function faults(twin: Twin): Html {
  const armed = twin.faults.list();
  return html`<section class="card" aria-labelledby="faults"><h2 id="faults">Going wrong</h2>
${armed.length === 0 ? html`<p>Nothing is made to fail.</p>` : html`<ul>${armed.map(row)}</ul>`}
${armed.length > 1 && html`<div class="buttons">${button({ label: "Let all go well again", method: "DELETE", path: "/control/faults" })}</div>`}</section>`;

  function row({ id, fault, channel, platform, name, times, rate }: (typeof armed)[number]): Html {
    const whose = { shopify: "Shopify's ", "tiktok-shop": "TikTok Shop's ", "": "" }[platform ?? ""];
    const often =
      times === undefined
        ? rate === undefined
          ? "until stopped"
          : `${rate * 100} % of them`
        : `${times} in all`;
    return html`<li class="armed"><span>${fault.kind.replaceAll("-", " ")}: ${whose}${channel}s${name && ` ${name}`}, ${often}</span> ${button({ label: "Stop", method: "DELETE", path: `/control/faults/${id}` })}</li>`;
  }
}
