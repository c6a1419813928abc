import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import type { Clock } from '../clock/clock.ts';
import { type Jumper, JumpRefused } from '../clock/jump.ts';
import type { CallBook } from '../endpoint/calls.ts';
import type { FrontRequest } from '../gateway/front.ts';
import type { GatewayAnswer } from '../gateway/payload.ts';
import type { Demo } from '../seed.ts';
import { type FaultBox, Faults } from '../state/faults.ts';
import type { Store } from '../state/store.ts';
import { bodyOf, htmlPage, json, Refused } from './answers.ts';
import { html, page } from './html.ts';
import type { MailboxPages } from './mailbox.ts';
import { componentPage, componentPolicy, PublicSeries, sitePage } from './site.ts';

const Jump = z.union([
  z.strictObject({
    advance: z
      .string()
      .refine((text) => parseDuration(text) !== undefined, 'is no ISO 8601 duration such as P1DT2H'),
  }),
  z.strictObject({
    set: z.iso.datetime({ offset: true, error: 'is no instant such as 2027-04-27T15:00:00Z' }),
  }),
]);

export interface LocalPagesParts {
  readonly baseUrl: string;
  readonly clock: Clock;
  readonly jumper: Jumper;
  readonly faults: FaultBox;
  readonly calls: CallBook;
  readonly mailbox: MailboxPages;
  readonly demo: Demo;
  readonly store: Store;
  readonly functionNames: readonly string[];
}

/** What only this machine has, below `/_local`. */
export class LocalPages {
  readonly #parts: LocalPagesParts;

  constructor(parts: LocalPagesParts) {
    this.#parts = parts;
  }

  /** The page's answer, or undefined when the path is the API's. */
  async answer(request: FrontRequest): Promise<GatewayAnswer | undefined> {
    const url = URL.parse(request.url, this.#parts.baseUrl);
    if (!url || !/^\/_local(\/|$)/.test(url.pathname)) return undefined;
    try {
      refuseStrangers(request);
      return await this.#page(
        request,
        url.pathname.slice('/_local'.length).replace(/\/$/, ''),
        url.searchParams,
      );
    } catch (error) {
      if (error instanceof Refused) return json({ message: error.message }, error.status);
      if (error instanceof JumpRefused) return json({ message: error.message }, 422);
      throw error;
    }
  }

  async #page(request: FrontRequest, path: string, query: URLSearchParams): Promise<GatewayAnswer> {
    if (path.startsWith('/mailbox'))
      return this.#parts.mailbox.answer(request.method, path.slice('/mailbox'.length), query);
    switch (`${request.method} ${path}`) {
      case 'GET ':
        return this.#start(request);
      case 'GET /site':
        return this.#site(query, sitePage);
      case 'GET /site/component': {
        const answer = await this.#site(query, componentPage);
        const policy = componentPolicy(this.#parts.baseUrl);
        return { ...answer, headers: { ...answer.headers, 'content-security-policy': policy } };
      }
      case 'GET /clock':
        return json({ now: new Date(this.#parts.clock.now()).toISOString() });
      case 'POST /clock':
        return this.#jump(bodyOf(request, Jump));
      case 'GET /faults':
        return json(this.#parts.faults.current);
      case 'PUT /faults':
        this.#parts.faults.replace(this.#known(bodyOf(request, Faults)));
        return json(this.#parts.faults.current);
      case 'GET /calls':
        return json(this.#parts.calls.list());
      default:
        throw new Refused(404, `${request.method} /_local${path} is not a page of the runner's; see /_local`);
    }
  }

  /** @throws Refused 422 for a crash of a function that isn't there: it would never happen */
  #known(faults: Faults): Faults {
    const wanted = faults.crash?.function.toLowerCase();
    const { functionNames } = this.#parts;
    if (wanted !== undefined && !functionNames.some((name) => name.toLowerCase().includes(wanted)))
      throw new Refused(422, `there is no function ${wanted}, only ${functionNames.join(', ')}`);
    return faults;
  }

  #start(request: FrontRequest): GatewayAnswer {
    const { baseUrl, demo, functionNames, store, clock } = this.#parts;
    const links = Object.fromEntries(
      ['site', 'site/component', 'mailbox', 'mailbox/messages', 'clock', 'faults', 'calls'].map((name) => [
        name,
        `${baseUrl}/_local/${name}`,
      ]),
    );
    const organiserToken = demo.token ?? null;
    if (/application\/json/.test(request.headers.accept ?? '')) return json({ organiserToken, links });
    const deadLetters = store
      .deadLetters()
      .map((letter) => html`<li>${letter.function}: ${letter.reason}</li>`);
    return htmlPage(
      page(
        'Eventbote on this machine',
        html`<p>The API answers at <code>${baseUrl}</code>; it is ${new Date(clock.now()).toISOString()} on the runner's clock.</p>
          <ul>${Object.entries(links).map(([name, link]) => html`<li><a href="${link}">${name}</a></li>`)}<li><a href="${baseUrl}/openapi.json">openapi.json</a></li></ul>
          <p><a href="${baseUrl}/console">The console</a>: log in with an owner's address of the stage (<code>owners</code> in cdk.json); the link arrives in the <a href="${links.mailbox}">mailbox</a>.</p>
          <h2>The demo organiser's token</h2><pre>${organiserToken ?? 'none: the runner was started without the demo series'}</pre>
          <p><code>curl -H 'Authorization: Bearer ${organiserToken ?? '…'}' ${baseUrl}/v1/organiser/events</code></p>
          <h2>The clock</h2><pre>curl -d '{"advance": "P1D"}' ${baseUrl}/_local/clock</pre>
          <h2>Functions</h2><p>Logs lie in <code>${store.file('logs')}</code>.</p><ul>${functionNames.map((name) => html`<li>${name}</li>`)}</ul>
          <h2>Dead letters</h2>${deadLetters.length > 0 ? html`<ul>${deadLetters}</ul>` : html`<p>None.</p>`}`,
      ),
    );
  }

  async #site(query: URLSearchParams, page: typeof sitePage): Promise<GatewayAnswer> {
    const { baseUrl, demo } = this.#parts;
    const seriesId = query.get('seriesId') ?? demo.seriesId;
    const response = await fetch(`${baseUrl}/v1/series/${encodeURIComponent(seriesId)}`);
    if (!response.ok) {
      throw new Refused(
        404,
        `there is no series ${seriesId} (the API says ${response.status}); name one: /_local/site?seriesId=…`,
      );
    }
    const series = PublicSeries.parse(await response.json());
    const locale = query.get('locale') === 'en' ? 'en' : 'de';
    return htmlPage(page(series, { baseUrl, locale, sent: query.has('sent') }));
  }

  async #jump(jump: z.infer<typeof Jump>): Promise<GatewayAnswer> {
    const reached = await this.#parts.jumper.to((now) =>
      'set' in jump ? new Date(jump.set).getTime() : advanced(now, jump.advance),
    );
    return json({ now: new Date(reached).toISOString() });
  }
}

/** Another website's page in the same browser must neither read this one nor post to it. */
function refuseStrangers({ headers }: FrontRequest): void {
  const isHere = (host: string | undefined) => /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host ?? '');
  if (!isHere(headers.host)) throw new Refused(403, 'this page answers to 127.0.0.1 and localhost alone');
  if (headers.origin !== undefined && !isHere(URL.parse(headers.origin)?.host)) {
    throw new Refused(403, `a page of ${headers.origin} may not use this one`);
  }
}

function parseDuration(text: string): Temporal.Duration | undefined {
  try {
    return Temporal.Duration.from(text);
  } catch {
    return undefined;
  }
}

/** Days and months are counted in UTC. */
function advanced(now: number, duration: string): number {
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO('UTC').add(duration)
    .epochMilliseconds;
}
