import type { EventFacts } from '../../core/mail/mail-content.ts';
import { moment } from '../dates.ts';
import { wordsOf } from '../words/index.ts';
import type { Block } from './blocks.ts';
import { changedTemplate } from './changed.ts';
import {
  button,
  type Content,
  type Draft,
  fallsBack,
  paragraph,
  partsFor,
  personal,
  personalButton,
  smallPrint,
  type TemplateContext,
  topic,
} from './parts.ts';
import { unconfirmedTemplates } from './unconfirmed.ts';
import { untilStart } from './until-start.ts';

export function templatesFor(context: TemplateContext) {
  const { locale, team, timeZone, other } = context;
  const { common, mail } = wordsOf(locale);
  const parts = partsFor(context);
  const { eventBlock, at, knownTitle, entries, entry, takenBack, ownPage, ownPageButton } = parts;
  const giveBack = other ? mail.ofOther.giveBack(other) : mail.giveBack;
  const { changed } = changedTemplate(context, parts);

  function confirmation(content: Content<'confirmation'>): Draft {
    const { events, registrationUrl, isOfSteps, isEntry, isByOrganiser, replacesEntry } = content;
    const words = mail.confirmation;
    const count = (standing: string) => events.filter((event) => event.standing === standing).length;
    const [confirmed, waiting] = [count('confirmed'), count('waitlisted')];
    const outcome = isOfSteps
      ? 'ofSteps'
      : confirmed === events.length
        ? 'confirmed'
        : waiting === events.length
          ? 'waitlisted'
          : confirmed + waiting + count('over') === 0
            ? 'gone'
            : 'mixed';
    const joining = isEntry ? joiningAtOnce(content) : undefined;
    const blocks = events.map((event) =>
      eventBlock(event, { withStanding: true, join: event !== joining, calendar: true }),
    );
    if ((outcome === 'mixed' || outcome === 'ofSteps') && waiting > 0) blocks.push(paragraph(words.waiting));
    const calendar = replacesEntry ? mail.moved.calendar : words.calendar;
    if (confirmed > 0) blocks.push(...entries(events, calendar), paragraph(giveBack));
    blocks.push(...takenBack(events));
    blocks.push(...(isEntry ? toConfirm(content) : [ownPageButton(registrationUrl)]));
    const { subject, intro } = words;
    const about = topic(events, context);
    if (!isEntry) {
      // Of several people of one event it is told as one.
      const ofEvents =
        outcome === 'mixed' ? new Set(events.map(({ eventId }) => eventId)).size : events.length;
      const said = isOfSteps && isByOrganiser ? words.changed : intro[outcome](ofEvents);
      const { confirmation, subject: subjects } = mail.ofOther;
      if (!isByOrganiser && other && (outcome === 'confirmed' || outcome === 'waitlisted'))
        return { subject: subjects[outcome](about), intro: [confirmation[outcome](other)], blocks };
      if (!isByOrganiser || isOfSteps) return { subject: subject[outcome](about), intro: [said], blocks };
      return { subject: subject.mixed(about), intro: [words.again(team)], blocks };
    }
    const { entry } = words;
    const result = outcome === 'confirmed' ? 'place' : outcome === 'gone' ? 'gone' : 'mixed';
    const notYou = isByOrganiser ? entry.notWanted : entry.notYou;
    const beginning = isByOrganiser ? entry.byTeam(events.length, team) : entry.intro(events.length);
    return {
      subject: outcome === 'gone' ? subject.gone(about) : entry.subject(about),
      intro: [`${beginning} ${entry[result](events.length)}`],
      blocks: confirmed > 0 ? [...blocks, smallPrint(notYou(confirmed))] : blocks,
    };
  }

  /** The one event of an entry that begins soon and is joined online: what its reader needs first. */
  function joiningAtOnce({ events }: Content<'confirmation'>): EventFacts | undefined {
    const [only, ...others] = events.filter(({ standing }) => standing === 'confirmed');
    return only?.joinUrl !== undefined && others.length === 0 && !fallsBack(only) ? only : undefined;
  }

  /** What becomes of an entry that nobody confirms, the button that does, and the way to it; the way in before them. */
  function toConfirm(content: Content<'confirmation'>): Block[] {
    const { events, confirmUrl, news, registrationUrl } = content;
    const { entry } = mail.confirmation;
    const { joinUrl, joinInfo } = joiningAtOnce(content) ?? {};
    const wayIn: Block[] =
      joinUrl === undefined
        ? []
        : [...(joinInfo ? [paragraph(joinInfo)] : []), personalButton(common.join, joinUrl)];
    const see = paragraph(entry.see, personal(entry.button, registrationUrl));
    if (!confirmUrl)
      return wayIn.length > 0 ? [...wayIn, see] : [personalButton(entry.button, registrationUrl)];
    const count = events.filter(({ isEntered }) => isEntered).length;
    const toldOfNews: Block[] = news ? [paragraph(mail.verification.news(news.sender))] : [];
    const { button: confirmText } = mail.verification;
    const about = count > 0 ? [paragraph(entry.toConfirm(count))] : [];
    return wayIn.length > 0
      ? [
          ...wayIn,
          ...about,
          ...toldOfNews,
          paragraph(entry.here, { text: confirmText, url: confirmUrl }),
          see,
        ]
      : [...about, ...toldOfNews, button(confirmText, confirmUrl), see];
  }

  function ofOneEvent(content: Content<'promoted' | 'noPlace' | 'eventCancelled' | 'cancellation'>): Draft {
    const { event, registrationUrl, template, isByOrganiser } = content;
    const words = mail[template];
    const said = other && template !== 'eventCancelled' ? introOfOther(template, other, content) : undefined;
    const intro = [said ?? (isByOrganiser && 'byTeam' in words ? words.byTeam(team) : words.intro)];
    const named = other && template !== 'eventCancelled' ? mail.ofOther.subject[template] : words.subject;
    switch (template) {
      case 'promoted':
        return {
          subject: named(event.title.text),
          intro,
          blocks: [
            eventBlock(event, { withStanding: true, join: true, calendar: true }),
            ...entries([event], mail.confirmation.calendar),
            paragraph(mail.promoted.giveBack),
            ownPageButton(registrationUrl),
          ],
        };
      case 'noPlace':
        return {
          subject: named(event.title.text),
          intro,
          blocks: [
            eventBlock(event),
            ...takenBack([event]),
            paragraph(mail.noPlace.ifFree),
            ownPageButton(registrationUrl),
          ],
        };
      case 'eventCancelled':
      case 'cancellation':
        return {
          subject: named(knownTitle(event)),
          intro,
          blocks: [
            eventBlock(event),
            ...takenBack([event]),
            paragraph(mail.seeOwnPage, ownPage(registrationUrl)),
          ],
        };
    }
  }

  function introOfOther(
    template: 'promoted' | 'noPlace' | 'cancellation',
    person: string,
    { isByOrganiser }: Content<'promoted' | 'noPlace' | 'eventCancelled' | 'cancellation'>,
  ): string {
    const { intro, byTeam } = mail.ofOther;
    return (isByOrganiser && byTeam[template]?.(person, team)) || intro[template](person);
  }

  function reminder(content: Content<'reminder'>): Draft {
    const { event, registrationUrl, madeAt } = content;
    const { joinUrl, joinInfo } = event;
    const isFallback = fallsBack(event);
    const facts = eventBlock(event, { join: isFallback });
    const info = [...(joinInfo && !isFallback ? [paragraph(joinInfo)] : []), ...entry(content)];
    const { subject, intro } = untilStart(event, madeAt, { locale, timeZone, other });
    return {
      subject: `${subject}: ${event.title.text}`,
      intro: [intro],
      blocks:
        joinUrl && !isFallback
          ? [
              ...[facts, ...info, personalButton(common.join, joinUrl, other)],
              paragraph(`${giveBack} ${mail.giveBackOn}`, ownPage(registrationUrl)),
            ]
          : [facts, ...info, paragraph(giveBack), ownPageButton(registrationUrl)],
    };
  }

  function documentation(content: Content<'documentation'>): Draft {
    const { event, links, documentationUrl, isFurther, isThanked, hint, registrationUrl } = content;
    const { certificateUrl } = content;
    const words = mail.documentation;
    const thanks = other ? mail.ofOther.thanks(other) : words.thanks;
    const blocks: Block[] = [eventBlock(event)];
    if (links.length > 0) {
      const titled = links.map(({ title, url }) => ({ text: title, url }));
      blocks.push(paragraph(words.links), { kind: 'links', links: titled });
    }
    blocks.push(button(words.button, documentationUrl));
    if (certificateUrl)
      blocks.push(paragraph(words.certificate, personal(words.certificateLink, certificateUrl)));
    if (hint && hint.events.length > 0) {
      blocks.push(
        paragraph(words.hint(hint.events.length)),
        ...hint.events.map((open) => eventBlock(open)),
        paragraph(words.hintAdd, personal(words.hintLink(hint.events.length), hint.url)),
        smallPrint(words.hintReason(hint.sender), { text: words.unsubscribe, url: hint.unsubscribeUrl }),
      );
    }
    blocks.push(smallPrint(mail.seeOwnPage, ownPage(registrationUrl)));
    return {
      subject: (isFurther ? words.furtherSubject : words.subject)(event.title.text),
      intro: [isFurther ? words.furtherIntro : isThanked ? thanks : words.intro],
      blocks,
    };
  }

  function objectionAnswered(content: Content<'objectionAnswered'>): Draft {
    const { askedAt, outcome, text, registrationUrl } = content;
    const words = wordsOf(locale).requests.objectionAnswered;
    return {
      subject: words.subject,
      intro: [words.intro(moment(askedAt, timeZone, locale)), words.says[outcome]],
      blocks: [
        ...text.split(/\n+/).map((line) => paragraph(line)),
        ...(outcome === 'granted' || outcome === 'withdrawn' ? [] : [paragraph(words.remedies)]),
        paragraph(mail.seeOwnPage, ownPage(registrationUrl)),
      ],
    };
  }

  function link({ purpose, url, validUntil, isByOrganiser }: Content<'link'>): Draft {
    const words = mail.link[purpose];
    const isTeam = isByOrganiser && 'byTeam' in words;
    return {
      subject: words.subject(context.seriesTitle ?? ''),
      intro: [isTeam ? words.byTeam(team) : words.intro],
      blocks: [
        personalButton(words.button, url),
        ...(validUntil ? [smallPrint(mail.link.valid(at(validUntil)))] : []),
        // What to do then stands in the notice itself; who gets the first mail to an address confirmed it.
        ...(purpose === 'addressNotice' || purpose === 'movedAddress'
          ? []
          : [smallPrint(isTeam ? mail.link.notYours : mail.link.notYou)]),
      ],
    };
  }

  return {
    ...unconfirmedTemplates(context, parts),
    confirmation,
    ofOneEvent,
    reminder,
    changed,
    documentation,
    link,
    objectionAnswered,
  };
}
