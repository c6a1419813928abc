import { randomBytes, randomUUID } from 'node:crypto';
import { domainToASCII } from 'node:url';
import * as z from 'zod';
import type { Clock } from '../clock/clock.ts';
import type { Store } from '../state/store.ts';
import { headersOf, rewriteHeaders } from './headers.ts';

const Tags = z.record(z.string(), z.string());

/** A mail that was accepted, as it lies on disk. */
export interface StoredMail {
  readonly id: string;
  /** Milliseconds since 1970 on the runner's clock. */
  readonly at: number;
  readonly source: string;
  readonly recipients: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly raw: Buffer;
}

const Recipients = z.array(z.string());
const day = 24 * 3_600_000;

/** Every mail that SES accepted, raw, oldest first, and how many it accepted when. */
export class Mailbox {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #region: string;
  /** When mails were accepted within the last 24 hours, oldest first, from `#first` on. */
  #accepted: number[];
  #first = 0;

  constructor(store: Store, clock: Clock, region: string) {
    this.#store = store;
    this.#clock = clock;
    this.#region = region;
    store.database.exec(`
      CREATE TABLE IF NOT EXISTS mails (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at INTEGER NOT NULL,
        source TEXT NOT NULL, recipients TEXT NOT NULL, tags TEXT NOT NULL, raw BLOB NOT NULL);
      CREATE TABLE IF NOT EXISTS accepted (at INTEGER NOT NULL);
    `);
    const rows = store.database
      .prepare('SELECT at FROM accepted WHERE at > ? ORDER BY at')
      .all(clock.now() - day);
    this.#accepted = rows.map(({ at }) => Number(at));
  }

  /** Mails accepted in the last 24 hours of the runner's clock, those deleted from the mailbox included. */
  acceptedWithinDay(): number {
    const from = this.#clock.now() - day;
    while ((this.#accepted[this.#first] ?? Number.POSITIVE_INFINITY) <= from) this.#first += 1;
    if (this.#first > 10_000) {
      this.#accepted = this.#accepted.slice(this.#first);
      this.#first = 0;
    }
    return this.#accepted.length - this.#first;
  }

  /** Keeps a mail as SES would send it: its own Message-ID and Date, and no Bcc. */
  accept(mail: Omit<StoredMail, 'id' | 'at'>): StoredMail {
    const at = this.#clock.now();
    const id = `0107${at.toString(16).padStart(12, '0')}-${randomBytes(4).toString('hex')}-${randomUUID().slice(9)}-000000`;
    const raw = rewriteHeaders(mail.raw, {
      'message-id': `Message-ID: <${id}@${this.#region}.amazonses.com>`,
      date: `Date: ${new Date(at).toUTCString().replace('GMT', '+0000')}`,
      bcc: undefined,
    });
    const { database } = this.#store;
    database.exec('BEGIN');
    database
      .prepare('INSERT INTO mails (id, at, source, recipients, tags, raw) VALUES (?, ?, ?, ?, ?, ?)')
      .run(id, at, mail.source, JSON.stringify(mail.recipients), JSON.stringify(mail.tags), raw);
    database.prepare('INSERT INTO accepted VALUES (?)').run(at);
    database.exec('COMMIT');
    this.#accepted.push(at);
    return { ...mail, id, at, raw };
  }

  /** @param to keeps only mails to this address, whatever its case */
  list({ to }: { to?: string | undefined } = {}): StoredMail[] {
    const rows =
      to === undefined
        ? this.#store.database.prepare('SELECT * FROM mails ORDER BY number').all()
        : this.#store.database
            .prepare('SELECT * FROM mails WHERE instr(lower(recipients), lower(?)) > 0 ORDER BY number')
            .all(JSON.stringify(asSent(to)));
    return rows.map(mailOf);
  }

  find(id: string): StoredMail | undefined {
    const row = this.#store.database.prepare('SELECT * FROM mails WHERE id = ?').get(id);
    return row && mailOf(row);
  }

  /** Empties the mailbox; what was sent still counts against the quota. */
  clear(): void {
    this.#store.database.exec('DELETE FROM mails');
  }
}

/** With the domain in Punycode, as it has to be handed to SES. */
function asSent(address: string): string {
  const at = address.lastIndexOf('@') + 1;
  return address.slice(0, at) + (domainToASCII(address.slice(at)) || address.slice(at));
}

function mailOf(row: Record<string, unknown>): StoredMail {
  return {
    id: String(row.id),
    at: Number(row.at),
    source: String(row.source),
    recipients: Recipients.parse(JSON.parse(String(row.recipients))),
    tags: Tags.parse(JSON.parse(String(row.tags))),
    raw: Buffer.from(z.instanceof(Uint8Array).parse(row.raw)),
  };
}

/** A header's unfolded value, without reading the body. */
export function headerOf(raw: Buffer, name: string): string | undefined {
  return headersOf(raw).find((header) => header.name === name)?.value;
}
