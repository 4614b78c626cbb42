// A button of the control page that runs one control call.
import { type Html, html } from "../html.ts";

type Press = {
  readonly label: string;
  readonly method?: "POST" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
  /** Asked before anything happens. */
  readonly question?: string;
};

export function button({ label, method = "POST", path, body, question }: Press): Html {
  const said = body === undefined ? "" : JSON.stringify(body);
  return html`<button type="button" data-method="${method}" data-path="${path}" data-body="${said}" data-question="${question}">${label}</button>`;
}
