import type { EventFacts, MailContent, MailFacts } from '../../core/mail/mail-content.ts';
import type { Locale } from '../../core/values/locale.ts';
import type { Instant } from '../../core/values/time.ts';
import { moment, span } from '../dates.ts';
import { wordsOf } from '../words/mail.ts';
import type { Block, Line, Link, Text } from './blocks.ts';
import { untilStart } from './until-start.ts';

/** What a template says: subject and introduction, which a series may word otherwise, and the rest, which it may not. */
export interface Draft {
  subject: string;
  intro: string[];
  blocks: Block[];
}

/** What a template needs beside its content. */
export interface TemplateContext {
  locale: Locale;
  /** Of moments that belong to no event. */
  timeZone: string;
  seriesTitle?: string | undefined;
  /** The calendar files that the mail carries. */
  attached?: MailFacts['attached'];
}

type Content<T extends MailContent['template']> = Extract<MailContent, { template: T }>;

export function paragraph(text: Text, link?: Link): Block {
  return { kind: 'paragraph', text, ...(link && { link }) };
}

export function smallPrint(text: string, link?: Link): Block {
  return { kind: 'smallPrint', text, ...(link && { link }) };
}

export function button(text: string, url: string): Block {
  return { kind: 'button', link: { text, url } };
}

/** What the subject names: the event if there is one, else the series. */
function topic(events: EventFacts[], { locale, seriesTitle }: TemplateContext): string {
  const [first, ...others] = events;
  if (first && others.length === 0) return first.title.text;
  return seriesTitle ?? (first ? wordsOf[locale].common.events(events.length) : '');
}

export function templatesFor(context: TemplateContext) {
  const { locale, timeZone, attached = [] } = context;
  const { common, mail } = wordsOf[locale];
  const placed = new Set<string>();
  /** Whether a zone's place has still to be named in this mail. */
  function isNewPlace(zone: string): boolean {
    const isNew = !placed.has(zone);
    placed.add(zone);
    return isNew;
  }
  const when = (event: Parameters<typeof span>[0]) => span(event, locale, isNewPlace(event.timeZone));

  function eventBlock(
    event: EventFacts,
    show: { withStanding?: boolean; join?: boolean; calendar?: boolean; dates?: Line[] } = {},
  ): Block {
    const { workingGroup, person, standing, position, joinUrl, joinInfo, calendar } = event;
    const lines: Line[] = show.dates ?? [{ label: common.when, text: when(event) }];
    if (person) lines.unshift({ label: common.person, text: person });
    if (workingGroup) lines.push({ label: common.workingGroup, text: workingGroup });
    if (show.withStanding && standing) {
      const isPlaced = standing === 'waitlisted' && position !== undefined;
      lines.push({
        label: common.standingLabel,
        text: isPlaced ? common.position(position) : common.standing[standing],
      });
    }
    if (show.join && (standing === undefined || standing === 'confirmed')) {
      if (joinUrl) lines.push({ link: { text: common.join, url: joinUrl } });
      if (joinInfo) lines.push({ text: joinInfo });
    }
    if (show.calendar && calendar) {
      const ways = (['file', 'google', 'outlook'] as const).map((way) => ({
        ...{ text: common.calendar[way], url: calendar[way] },
      }));
      lines.push({ label: common.calendar.label, links: ways });
    }
    return { kind: 'event', title: event.title, lines };
  }

  function at(instant: Instant, events: EventFacts[]): string {
    const zone = events[0]?.timeZone ?? timeZone;
    return moment(instant, zone, locale, isNewPlace(zone));
  }
  /** What the attached files do, and the way to all dates of the series. */
  function entries(events: EventFacts[], text: (count: number) => string): Block[] {
    const count = attached.filter(({ method }) => method === 'PUBLISH').length;
    const blocks: Block[] = count === 0 ? [] : [paragraph(text(count))];
    const url = events.find((event) => event.calendar)?.calendar?.series;
    if (url) blocks.push({ kind: 'links', links: [{ text: common.calendar.series, url }] });
    return blocks;
  }
  /** Said where a file takes the entry back: not every calendar heeds it. */
  const takenBack = attached.some(({ method }) => method === 'CANCEL') ? [paragraph(mail.oldEntry)] : [];
  const ownPage = (url: string): Link => ({ text: common.myRegistration, url });

  function verification(content: Content<'verification' | 'nudge'>): Draft {
    const { events, already, confirmUrl, heldUntil, deletedAt, registrationUrl, news, template } = content;
    const words = mail.verification;
    const alreadyBlocks = already.map((event) => eventBlock(event, { withStanding: true }));
    if (!confirmUrl) {
      const end = registrationUrl ? [button(common.myRegistration, registrationUrl)] : [];
      return {
        subject: mail.already.subject(topic(already, context)),
        intro: [mail.already.intro],
        blocks: [...alreadyBlocks, ...end, smallPrint(mail.already.notYou)],
      };
    }
    const blocks: Block[] = events.map((event) =>
      eventBlock(event, { withStanding: event.standing === 'waitlisted' }),
    );
    const held = events.filter((event) => event.standing !== 'waitlisted').length;
    if (heldUntil) blocks.push(paragraph(words.held(held, at(heldUntil, events))));
    else if (template === 'nudge' && events.length > 0) blocks.push(paragraph(mail.nudge.notHeld));
    if (news) blocks.push(paragraph(words.news(news.sender)));
    blocks.push(button(words.button, confirmUrl));
    if (already.length > 0) blocks.push(paragraph(words.alreadyToo), ...alreadyBlocks);
    blocks.push(
      smallPrint(words.page),
      smallPrint(words.deleted(at(deletedAt, events))),
      smallPrint(words.notYou),
    );
    const own = template === 'nudge' ? mail.nudge : words;
    const intro = events.length === 0 ? words.newsOnly : own.intro(events.length);
    return { subject: own.subject(topic(events, context)), intro: [intro], blocks };
  }

  function confirmation({ events, registrationUrl, verifyNewsUrl }: Content<'confirmation'>): Draft {
    const words = mail.confirmation;
    const count = (standing: string) => events.filter((event) => event.standing === standing).length;
    const [confirmed, waiting] = [count('confirmed'), count('waitlisted')];
    const outcome =
      confirmed === events.length
        ? 'confirmed'
        : waiting === events.length
          ? 'waitlisted'
          : confirmed + waiting === 0
            ? 'gone'
            : 'mixed';
    const blocks = events.map((event) =>
      eventBlock(event, { withStanding: true, join: true, calendar: true }),
    );
    if (outcome === 'mixed' && waiting > 0) blocks.push(paragraph(words.waiting));
    if (confirmed > 0) blocks.push(...entries(events, words.calendar), paragraph(mail.giveBack));
    blocks.push(...takenBack);
    blocks.push(button(common.myRegistration, registrationUrl));
    if (verifyNewsUrl)
      blocks.push(paragraph(words.verifyNews, { text: words.verifyNewsLink, url: verifyNewsUrl }));
    blocks.push(smallPrint(mail.personalLink));
    return {
      subject: words.subject[outcome](topic(events, context)),
      intro: [words.intro[outcome](events.length)],
      blocks,
    };
  }

  function ofOneEvent(content: Content<'promoted' | 'noPlace' | 'changed' | 'eventCancelled'>): Draft {
    const { event, registrationUrl, template } = content;
    const words = mail[template];
    const intro = [words.intro];
    switch (template) {
      case 'promoted':
        return {
          subject: mail.promoted.subject(event.title.text),
          intro,
          blocks: [
            eventBlock(event, { withStanding: true, join: true, calendar: true }),
            ...entries([event], mail.confirmation.calendar),
            paragraph(mail.promoted.giveBack),
            button(common.myRegistration, registrationUrl),
            smallPrint(mail.personalLink),
          ],
        };
      case 'noPlace':
        return {
          subject: mail.noPlace.subject(event.title.text),
          intro,
          blocks: [
            eventBlock(event),
            ...takenBack,
            paragraph(mail.noPlace.nothingToDo),
            button(common.myRegistration, registrationUrl),
          ],
        };
      case 'changed': {
        const { summary, joinInfo } = event;
        const texts = [summary, joinInfo].flatMap((text) => (text ? [paragraph(text)] : []));
        return {
          subject: mail.changed.subject(event.title.text),
          intro,
          blocks: [
            eventBlock(event, { withStanding: event.standing === 'waitlisted', join: true, calendar: true }),
            ...texts,
            ...entries([event], mail.moved.calendar),
            paragraph(mail.giveBack),
            button(common.myRegistration, registrationUrl),
          ],
        };
      }
      case 'eventCancelled':
        return {
          subject: mail.eventCancelled.subject(event.title.text),
          intro,
          blocks: [eventBlock(event), ...takenBack, paragraph(mail.seeOwnPage, ownPage(registrationUrl))],
        };
    }
  }

  function reminder({ event, registrationUrl, madeAt }: Content<'reminder'>): Draft {
    const words = mail.reminder;
    const { joinUrl, joinInfo } = event;
    const facts = eventBlock(event);
    const info = joinInfo ? [paragraph(joinInfo)] : [];
    const giveBack = joinUrl
      ? paragraph(`${mail.giveBack} ${mail.giveBackOn}`, ownPage(registrationUrl))
      : paragraph(mail.giveBack);
    const { subject, intro } = untilStart(event, madeAt, locale);
    return {
      subject: `${subject}: ${event.title.text}`,
      intro: [intro],
      blocks: joinUrl
        ? [facts, ...info, button(words.button, joinUrl), giveBack, smallPrint(mail.personalLink)]
        : [facts, ...info, giveBack, button(common.myRegistration, registrationUrl)],
    };
  }

  function moved({ event, previous, registrationUrl }: Content<'moved'>): Draft {
    const words = mail.moved;
    const dates = [
      { label: words.from, text: when({ ...previous, timeZone: event.timeZone }) },
      { label: words.to, text: when(event) },
    ];
    const isWaiting = event.standing === 'waitlisted';
    return {
      subject: words.subject(event.title.text),
      intro: [words.intro],
      blocks: [
        eventBlock(event, { dates, withStanding: isWaiting, join: true, calendar: true }),
        ...(isWaiting ? [] : [paragraph(words.stays)]),
        ...entries([event], words.calendar),
        ...(isWaiting ? [] : [paragraph(mail.giveBack)]),
        button(common.myRegistration, registrationUrl),
        smallPrint(mail.personalLink),
      ],
    };
  }

  function cancellation({ event, registrationUrl }: Content<'cancellation'>): Draft {
    return {
      subject: mail.cancellation.subject(event.title.text),
      intro: [mail.cancellation.intro],
      blocks: [eventBlock(event), ...takenBack, paragraph(mail.seeOwnPage, ownPage(registrationUrl))],
    };
  }

  function documentation(content: Content<'documentation'>): Draft {
    const { event, links, documentationUrl, isFurther, isThanked, hint, registrationUrl } = content;
    const words = mail.documentation;
    const blocks: Block[] = [eventBlock(event)];
    if (links.length > 0) {
      const titled = links.map(({ title, url }) => ({ text: title, url }));
      blocks.push(paragraph(words.links), { kind: 'links', links: titled });
    }
    blocks.push(button(words.button, documentationUrl));
    if (hint && hint.events.length > 0) {
      blocks.push(
        paragraph(words.hint(hint.events.length)),
        ...hint.events.map((open) => eventBlock(open)),
        paragraph(words.hintAdd, { text: words.hintLink, url: hint.url }),
        smallPrint(words.hintReason(hint.sender), { text: words.unsubscribe, url: hint.unsubscribeUrl }),
      );
    }
    blocks.push(smallPrint(mail.seeOwnPage, ownPage(registrationUrl)));
    return {
      subject: (isFurther ? words.furtherSubject : words.subject)(event.title.text),
      intro: [isFurther ? words.furtherIntro : isThanked ? words.thanks : words.intro],
      blocks,
    };
  }

  function link({ purpose, url, validUntil }: Content<'link'>): Draft {
    const words = mail.link[purpose];
    return {
      subject: words.subject(context.seriesTitle ?? ''),
      intro: [words.intro],
      blocks: [
        button(words.button, url),
        ...(validUntil ? [smallPrint(mail.link.valid(at(validUntil, [])))] : []),
        smallPrint(mail.personalLink),
        // What to do then stands in the notice itself.
        ...(purpose === 'addressNotice' ? [] : [smallPrint(mail.link.notYou)]),
      ],
    };
  }

  return { verification, confirmation, ofOneEvent, reminder, moved, cancellation, documentation, link };
}
