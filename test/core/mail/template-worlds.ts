import { ensureFirstOwners } from '../../../functions/core/access/organisers.ts';
import { moveAddress } from '../../../functions/core/attendee/move-address.ts';
import { askForNewAddress } from '../../../functions/core/attendee/new-address.ts';
import { setNews } from '../../../functions/core/attendee/subscription-pages.ts';
import type { SkipReason } from '../../../functions/core/delivery/skip-reasons.ts';
import { sendAnnouncement } from '../../../functions/core/organising/announcement-sending.ts';
import { AnnouncementInput, createAnnouncement } from '../../../functions/core/organising/announcements.ts';
import { DocumentationInput, putDocumentation } from '../../../functions/core/organising/documentation.ts';
import { putAttendance } from '../../../functions/core/participants/attendance.ts';
import { resendMail } from '../../../functions/core/participants/registration-actions.ts';
import { cancel } from '../../../functions/core/registration/cancel.ts';
import { confirm } from '../../../functions/core/registration/confirm.ts';
import { deleteSignUp } from '../../../functions/core/registration/take-back.ts';
import type {
  EventItem,
  RegistrationItem,
  SeriesItem,
  SignUpItem,
} from '../../../functions/core/table/items.ts';
import type { MailTemplate } from '../../../functions/core/table/mail-kinds.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { MailWorld, owner, type SentMail } from './mail-world.ts';

export const [aylin, cem] = ['aylin@rathaus.example', 'cem@verein.example'];
const firstDay = '2027-04-28';
export const laterDay = '2027-05-05';
const on = (date: string) => ({ startsAtLocal: `${date}T17:00`, endsAtLocal: `${date}T19:00` });
/** Within the event, and after it. */
export const [begun, over] = ['2027-04-28T15:30:00.000Z', '2027-04-28T17:30:00.000Z'] as const;

/** A series with an event of one place and a waiting list, and one without a limit. */
export class StatesWorld extends MailWorld {
  static async made(first: Partial<EventItem> = {}): Promise<StatesWorld> {
    const world = new StatesWorld();
    const eins = {
      ...{ eventId: 'eins', ...on(firstDay), capacity: 1, waitingList: true, reminders: ['P1D'] },
      joinUrl: 'https://meet.example/eins',
    };
    await world.begin([
      { ...eins, ...first },
      { eventId: 'zwei', ...on('2027-05-12'), title: { de: 'Zweiter Teil', en: 'Second part' } },
    ]);
    return world;
  }

  signUp(email = aylin, eventIds = ['eins'], more: object = {}): Promise<SignUpItem> {
    return this.series.signUp(email, eventIds, more);
  }

  /** Registers somebody, whose mails so far are of no interest. */
  async join(email = aylin, eventIds = ['eins'], more: object = {}): Promise<void> {
    await confirm(await this.signUp(email, eventIds, more), this.context);
    await this.quiet(email);
  }

  async confirmed(signUp: SignUpItem): Promise<void> {
    await confirm(await this.fresh(signUp), this.context);
  }

  async fresh({ signUpId }: SignUpItem): Promise<SignUpItem> {
    const found = await this.table.get(refs.signUp(signUpId));
    if (found === undefined) throw new Error('nobody signed up');
    return found;
  }

  async takeBack(signUp: SignUpItem): Promise<void> {
    await deleteSignUp(await this.fresh(signUp), this.context);
  }

  async registration(email = aylin, eventId = 'eins'): Promise<RegistrationItem> {
    const found = await this.series.registration(email, eventId);
    if (found === undefined) throw new Error('nobody is registered');
    return found;
  }

  async leave(email = aylin, eventId = 'eins'): Promise<void> {
    await cancel(await this.registration(email, eventId), this.context);
  }

  /** The mails so far are sent, and forgotten. */
  async quiet(email = aylin): Promise<void> {
    await this.pass(2);
    this.taken(email);
  }

  /** SES takes nothing while this happens: the mails are made after it. */
  async meanwhile(step: () => Promise<unknown>): Promise<void> {
    this.pause();
    await this.pass(1);
    await step();
    this.answer = undefined;
    await this.pass(5);
  }

  async document(audience: 'confirmed' | 'attended' | 'notAttended' = 'confirmed', links = ['folien']) {
    const input = DocumentationInput.parse({
      links: links.map((name) => ({ title: { de: name, en: name }, url: `https://files.example/${name}` })),
      ...{ audience, release: 'now' },
    });
    await putDocumentation('eins', input, undefined, owner, this.context);
  }

  async attended(...emails: string[]): Promise<void> {
    const all = await Promise.all(emails.map((email) => this.registration(email)));
    const registrationIds = all.map((one) => one.registrationId);
    await putAttendance('eins', { registrationIds }, owner, this.context);
  }

  async announce(more: object = {}): Promise<void> {
    const input = AnnouncementInput.parse({
      ...{ seriesId: 'reihe', kind: 'participation', audience: { eventIds: ['eins'] } },
      texts: {
        de: { subject: 'Hinweis', body: 'Bitte beachten.' },
        en: { subject: 'Note', body: 'Please.' },
      },
      ...more,
    });
    const { announcement } = await createAnnouncement(input, owner, this.context);
    const how = { at: 'now', inOtherLanguage: false } as const;
    await sendAnnouncement(announcement.announcementId, how, undefined, owner, this.context);
  }

  async moveAddress(next: string, email = aylin): Promise<void> {
    await askForNewAddress(await this.series.attendee(email), next, this.context);
    await this.quiet(email);
    const { newAddressId: signUpId = '' } = await this.series.attendee(email);
    const asked = await this.table.get(refs.signUp(signUpId));
    if (asked === undefined) throw new Error('no other address was asked for');
    await moveAddress(asked, this.context);
  }

  async withdrawNews(email = aylin): Promise<void> {
    const wish = { isWanted: false, reference: '2027-01', senderId: undefined };
    await setNews(await this.series.attendee(email), wish, this.context);
  }

  async move(date: string, eventId = 'eins'): Promise<void> {
    await this.change(eventId, on(date), 'now');
  }

  /** The series reminds of what is not confirmed. */
  async nudging(verificationNudge = 'P2D'): Promise<void> {
    const series = { ...this.series.series, verificationNudge };
    await this.table.commit([{ step: 'put', item: series, when: 'any' }]);
  }

  /** The series says a mail in its own words. */
  async ownWords(texts: SeriesItem['texts']): Promise<void> {
    await this.table.commit([{ step: 'put', item: { ...this.series.series, texts }, when: 'any' }]);
  }

  /** An organiser sends somebody's mail again. */
  async resend(email = aylin, eventId = 'eins'): Promise<void> {
    const { registrationId } = await this.registration(email, eventId);
    await resendMail(eventId, registrationId, owner, this.context);
  }

  async owned(email: string): Promise<void> {
    await ensureFirstOwners([email], this.context);
  }

  /** Mails to many are under way, and something happens between two of a run's mails. */
  async stale(
    template: MailTemplate,
    step: () => Promise<unknown>,
    cause: () => Promise<unknown> = async () => {},
  ): Promise<void> {
    await cause();
    this.pause();
    await this.pass(2);
    const queued = (await this.deliveries(aylin)).find((one) => one.template === template);
    if (queued?.state !== 'queued') throw new Error(`no ${template} waits`);
    this.answer = undefined;
    await step();
    await this.pass(5);
  }

  /** A row that no version of the code can read. */
  async spoil(eventId: string): Promise<void> {
    const event = await this.event(eventId);
    if (event === undefined) throw new Error('no event');
    await this.table.commit([{ step: 'put', item: { ...event, timeZone: 'Nowhere/Land' }, when: 'any' }]);
  }
}

interface Common {
  template: MailTemplate;
  /** What it is about, when the mail is made. */
  state: string;
  run(): Promise<{ world: StatesWorld; mails: SentMail[] }>;
  to?: string;
}
export type Row = Common &
  (
    | { says: string; never?: string[]; reports?: string[] }
    | { skips: SkipReason }
    /** There is no such mail at all. */
    | { plans: 'nothing' }
  );

/** A world of its own, what happens in it, and the mails that somebody gets then. @param only their subjects */
export function scene(
  step: (world: StatesWorld) => Promise<unknown>,
  { to = aylin, only = /./ }: { to?: string; only?: RegExp } = {},
): Row['run'] {
  return async () => {
    const world = await StatesWorld.made();
    await step(world);
    return { world, mails: world.taken(to).filter(({ subject }) => only.test(subject)) };
  };
}
