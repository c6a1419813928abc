import { addPart } from '../../functions/core/attendee/add-part.ts';
import { cancel } from '../../functions/core/registration/cancel.ts';
import { confirm } from '../../functions/core/registration/confirm.ts';
import { newEvent, publish } from '../../functions/core/registration/event-plans.ts';
import { signUp } from '../../functions/core/registration/sign-up.ts';
import type { Context } from '../../functions/core/table/context.ts';
import type {
  AttendeeItem,
  EventItem,
  RegistrationItem,
  SeriesItem,
  SignUpItem,
} from '../../functions/core/table/items.ts';
import { identities } from '../../functions/core/table/person.ts';
import { refs } from '../../functions/core/table/refs.ts';
import { after, type Instant } from '../../functions/core/values/time.ts';
import { formUrl, keyRing, publicUrl, sampleEvent, sampleSeries, stage } from './samples.ts';

/** One series, its clock, and people who sign up by the core's own use cases. */
export class Series {
  readonly table: Context['store'];
  readonly series: SeriesItem;
  now: Instant = '2027-03-01T09:00:00.000Z';
  /** Where sign-ups come from; nobody's address unless it is set. */
  client: string | undefined;

  private constructor(table: Context['store'], series: SeriesItem) {
    this.table = table;
    this.series = series;
  }

  static async create(
    table: Context['store'],
    seriesId: string,
    events: Partial<EventItem>[],
  ): Promise<Series> {
    const of = new Series(table, sampleSeries({ seriesId }));
    await table.commit([{ step: 'put', item: of.series, when: 'absent' }]);
    for (const one of events) await of.publish(one);
    return of;
  }

  /** The same series, at the same time, in a table that holds it. */
  in(table: Context['store']): Series {
    const series = new Series(table, this.series);
    series.now = this.now;
    series.client = this.client;
    return series;
  }

  async publish(changes: Partial<EventItem>): Promise<void> {
    const { seriesId } = this.series;
    const { type, status, sequence, version, createdAt, updatedAt, ...input } = sampleEvent({
      ...changes,
      seriesId,
    });
    await this.table.commit(newEvent(input, this.series, this.now));
    const event = await this.table.get(refs.event(input.eventId));
    if (event) await this.table.commit(publish(event, this.now));
  }

  get context(): Context {
    return { store: this.table, keys: keyRing('1', '1'), stage, publicUrl, now: this.now };
  }

  advance(duration: string): void {
    this.now = after(this.now, duration);
  }

  async signUp(email: string, eventIds: string[], more: object = {}): Promise<SignUpItem> {
    const request = { eventIds, name: 'Aylin', email, notices: { privacy: '2027-01' }, formUrl, ...more };
    return (await signUp(request, this.context, { client: this.client })).signUp;
  }

  async join(email: string, eventIds: string[], more: object = {}): Promise<AttendeeItem> {
    await confirm(await this.signUp(email, eventIds, more), this.context);
    return this.attendee(email);
  }

  async addSeat(email: string, eventId: string, seat: number, name: string): Promise<void> {
    await addPart(await this.attendee(email), { eventId, seat }, { name, answers: {} }, this.context);
  }

  async cancel(email: string, eventId: string, seat = 1): Promise<void> {
    const registration = await this.registration(email, eventId, seat);
    if (registration === undefined) throw new Error(`${email} isn't registered`);
    await cancel(registration, this.context);
  }

  identity(email: string) {
    const [identity] = identities(this.context.keys, email);
    if (identity === undefined) throw new Error('a key ring has a current version');
    return identity;
  }

  async attendee(email: string): Promise<AttendeeItem> {
    const found = await this.table.get(refs.attendee(this.identity(email).personHash, this.series.seriesId));
    if (found === undefined) throw new Error(`no attendee ${email}`);
    return found;
  }

  registration(email: string, eventId: string, seat = 1): Promise<RegistrationItem | undefined> {
    return this.table.get(refs.registration(eventId, this.identity(email).registrationId(eventId, seat)));
  }

  async counters(eventId: string) {
    return this.table.get(refs.counters(eventId));
  }
}
