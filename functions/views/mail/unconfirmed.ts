import type { EventFacts, Holds } from '../../core/mail/mail-content.ts';
import { listOf, quoted } from '../dates.ts';
import { wordsOf } from '../words/index.ts';
import type { Block } from './blocks.ts';
import {
  button,
  type Content,
  type Draft,
  type Parts,
  paragraph,
  smallPrint,
  type TemplateContext,
  topic,
} from './parts.ts';

/** What is said to addresses that nobody has shown to be theirs, of what was signed up for with them. */
export function unconfirmedTemplates(
  context: TemplateContext,
  { eventBlock, knownTitle, at, ownPage, ownPageButton }: Parts,
) {
  const { team, locale } = context;
  const { common, mail } = wordsOf(locale);
  const words = mail.verification;

  /** What can be confirmed, and until when places are held. */
  function toConfirm(events: EventFacts[], holds: Holds & { isNudge?: boolean }): Block[] {
    const { heldUntil, held = [], unheld = [], isLapsed, isNudge } = holds;
    const blocks: Block[] = events.map((event) => eventBlock(event));
    const named = (titles: string[]) => (titles.length < events.length ? quoted(titles, locale) : undefined);
    if (heldUntil && held.length > 0)
      blocks.push(paragraph(words.held(held.length, at(heldUntil), named(held))));
    if (unheld.length === 0) return blocks;
    const { length } = unheld;
    if (isNudge && heldUntil === undefined) blocks.push(paragraph(mail.nudge.notHeld(length, named(unheld))));
    else if (isLapsed) blocks.push(paragraph(common.lapsed(length, named(unheld))));
    else blocks.push(paragraph(common.unheld(length, named(unheld))));
    return blocks;
  }
  const standing = (events: EventFacts[]) => events.map((event) => eventBlock(event, { withStanding: true }));
  const ofLost = (lost: EventFacts[]) =>
    lost.length > 0 ? [paragraph(words.lost(lost.length)), ...standing(lost)] : [];

  const alreadyThere = (already: EventFacts[]) =>
    already.length > 0
      ? [
          paragraph(isOther(already) ? mail.already.restOther : words.alreadyToo(already.length)),
          ...standing(already),
        ]
      : [];
  const isOther = (already: EventFacts[]) => already.some(({ isOtherThanAsked }) => isOtherThanAsked);
  /** Where it is changed, below a button that does something else. */
  const toOwnPage = (already: EventFacts[], url: string | undefined): Block[] =>
    isOther(already) && url ? [{ kind: 'links', links: [ownPage(url)] }] : [];

  function verification(content: Content<'verification' | 'nudge'>): Draft {
    const { events, already, lost = [], confirmUrl, deletedAt, registrationUrl, news, template } = content;
    const { isByOrganiser } = content;
    if (!confirmUrl) {
      const { subject, intro, byTeam, rest, restOfSome, restOther, notYou, unchanged } = mail.already;
      const end = registrationUrl ? [ownPageButton(registrationUrl)] : [];
      return {
        subject: subject(topic(already, context)),
        intro: [
          `${isByOrganiser ? byTeam(team) : intro} ${isOther(already) ? restOther : lost.length > 0 ? restOfSome : rest}`,
        ],
        blocks: [
          ...standing(already),
          ...ofLost(lost),
          ...end,
          smallPrint(isByOrganiser ? unchanged : notYou),
        ],
      };
    }
    if (news && events.length === 0) {
      const { subject, intro, button: label, notWanted } = words.newsAlone;
      return {
        subject: subject(news.sender),
        intro: [intro(news.sender)],
        blocks: [
          button(label, confirmUrl),
          ...alreadyThere(already),
          ...toOwnPage(already, registrationUrl),
          ...ofLost(lost),
          smallPrint(words.page),
          smallPrint(notWanted(at(deletedAt))),
        ],
      };
    }
    const blocks = toConfirm(events, { ...content, isNudge: template === 'nudge' });
    if (news) blocks.push(paragraph(words.news(news.sender)));
    blocks.push(
      button(words.button, confirmUrl),
      ...alreadyThere(already),
      ...toOwnPage(already, registrationUrl),
      ...ofLost(lost),
      smallPrint(words.page),
      smallPrint(words.deleted(at(deletedAt))),
      smallPrint(isByOrganiser ? words.notWanted : words.notYou),
    );
    const own = template === 'nudge' ? mail.nudge : words;
    const isTeam = isByOrganiser && template === 'verification';
    const intro = isTeam ? words.byTeam(events.length, team) : own.intro(events.length);
    return { subject: own.subject(topic(events, context)), intro: [intro], blocks };
  }

  function unconfirmedCancelled(content: Content<'unconfirmedCancelled'>): Draft {
    const { events, others, confirmUrl, deletedAt, isByOrganiser } = content;
    const { subject, intro, byTeam, nothing, others: ofOthers, deleted, notYou } = mail.unconfirmedCancelled;
    // Made in the order of reading: the first time of a zone names its place.
    const off = events.map((event) => eventBlock(event));
    const rest =
      others.length === 0
        ? [paragraph(nothing)]
        : [
            paragraph(ofOthers(others.length)),
            ...toConfirm(others, content),
            button(words.button, confirmUrl),
          ];
    return {
      // By their names: under the series' name it would read as if all of that were off.
      subject: subject(events.length, listOf(events.map(knownTitle), locale)),
      intro: [isByOrganiser ? byTeam(events.length, team) : intro(events.length)],
      blocks: [
        ...off,
        ...rest,
        smallPrint((others.length > 0 ? words.deleted : deleted)(at(deletedAt))),
        ...(isByOrganiser ? [] : [smallPrint(notYou)]),
      ],
    };
  }

  return { verification, unconfirmedCancelled };
}
