import {
  type ChangedFact,
  type EventChange,
  type EventFacts,
  isOnList,
} from '../../core/mail/mail-content.ts';
import { isSameDay, listOf } from '../dates.ts';
import { whereText } from '../where.ts';
import { wordsOf } from '../words/index.ts';
import type { Block, Line, Text } from './blocks.ts';
import { type Content, type Draft, type Parts, paragraph, type TemplateContext } from './parts.ts';

type OptionalFact = 'directions' | 'accessibility' | 'workingGroup' | 'summary' | 'joinInfo';

/** Whether there may be none of it. */
function isOptional(fact: ChangedFact): fact is OptionalFact {
  return fact !== 'title' && fact !== 'time' && fact !== 'place' && fact !== 'join';
}

/** What follows from taking place in another mode. */
function isOfMode(fact: ChangedFact): boolean {
  return fact === 'place' || fact === 'join' || fact === 'joinInfo';
}

/** The mode alone in which an event takes place now, where its reader took part by another. */
function newMode(before: EventFacts, after: EventFacts): 'online' | 'onsite' | undefined {
  const isSame = before.attendanceMode === after.attendanceMode;
  return isSame || after.attendanceMode === 'hybrid' ? undefined : after.attendanceMode;
}

/** What of an event changed: how each of it was, and how it is. */
export function changedTemplate(
  { locale, other }: TemplateContext,
  { when, eventBlock, entries, ownPageButton }: Parts,
): {
  changed(content: Content<'moved' | 'changed'>): Draft;
  /** The change alone, where a mail is about something else. */
  changeBlock(event: EventFacts, change: EventChange): Block;
} {
  const { mail } = wordsOf(locale);
  const words = mail.changed;

  /** What a fact says of an event; undefined where it has no words of its own. */
  function told(fact: ChangedFact, event: EventFacts): Text | undefined {
    switch (fact) {
      case 'time':
        return when(event);
      case 'place':
        return whereText(event, locale);
      case 'directions':
      case 'accessibility':
        return event.place?.[fact];
      case 'join':
        return undefined;
      default:
        return event[fact];
    }
  }
  /** What changed of a time: its day, or the hour alone. */
  const timeOf = (before: EventFacts, after: EventFacts) => (isSameDay(before, after) ? 'clock' : 'time');
  const stays = (fact: 'time' | 'clock') =>
    other ? mail.ofOther.stays[fact](other) : mail.moved.stays[fact];
  const nameOf = (fact: ChangedFact, before: EventFacts, after: EventFacts) =>
    words.facts[fact === 'time' ? timeOf(before, after) : fact];

  function lines(fact: ChangedFact, before: EventFacts, after: EventFacts): Line[] {
    if (fact === 'join') return [];
    const [was, is] = [told(fact, before), told(fact, after)];
    const name = nameOf(fact, before, after);
    return [
      ...(was === undefined ? [] : [{ label: words.was(name), text: was }]),
      ...(is === undefined ? [] : [{ label: words.is(name), text: is }]),
      ...(is === undefined && isOptional(fact) ? [{ text: words.gone[fact] }] : []),
    ];
  }
  function wayIn({ joinUrl: before }: EventFacts, { joinUrl: after }: EventFacts): string {
    if (after === undefined) return words.join.gone;
    return before === undefined ? words.join.fresh : words.join.other;
  }

  const changeBlock = (event: EventFacts, { before, facts }: EventChange) =>
    eventBlock(
      { ...event, workingGroup: undefined },
      {
        facts: facts.flatMap((fact) => lines(fact, before, event)),
        hasTime: !facts.includes('time'),
        hasPlace: !facts.includes('place'),
      },
    );

  /** By what a reader has to know first: when it is now, and where. */
  function subjectOf(
    template: 'moved' | 'changed',
    facts: ChangedFact[],
    ...[before, after]: [EventFacts, EventFacts]
  ): (topic: string) => string {
    const { subject, mode: ofMode } = mail.moved;
    const isPlace = facts.includes('place');
    const mode = newMode(before, after);
    if (mode !== undefined) {
      const { time, clock, subject: alone } = ofMode[mode];
      return template === 'changed' ? alone : { time, clock }[timeOf(before, after)];
    }
    if (template === 'changed') return isPlace ? subject.place : words.subject;
    const time = facts.length === 0 ? 'time' : timeOf(before, after);
    return isPlace ? subject[`${time}AndPlace`] : subject[time];
  }

  function changed(content: Content<'moved' | 'changed'>): Draft {
    const { template, event, change, replacesEntry, registrationUrl } = content;
    const { before = event } = change ?? {};
    const mode = newMode(before, event);
    // That there is no way to a place any more goes without saying.
    const isSaid = (fact: ChangedFact) => fact !== 'directions' && fact !== 'accessibility';
    const facts = (change?.facts ?? []).filter((fact) => mode !== 'online' || isSaid(fact));
    const isNew = (fact: ChangedFact) => facts.includes(fact);
    const isWaiting = isOnList(event.standing);
    const { summary, ...rest } = event;
    // What is told as new is not told twice.
    const shown: EventFacts = {
      ...rest,
      workingGroup: isNew('workingGroup') ? undefined : event.workingGroup,
      joinInfo: isNew('joinInfo') ? undefined : event.joinInfo,
      place: event.place && {
        ...event.place,
        directions: isNew('directions') ? undefined : event.place.directions,
        accessibility: isNew('accessibility') ? undefined : event.place.accessibility,
      },
    };
    const blocks: Block[] = [
      eventBlock(shown, {
        facts: facts.flatMap((fact) => lines(fact, before, event)),
        ...{ hasTime: !isNew('time'), hasPlace: !isNew('place') },
        withStanding: isWaiting,
        ...{ join: true, calendar: true },
      }),
      ...(isNew('join') ? [paragraph(wayIn(before, event))] : []),
      ...(isNew('time') && !isWaiting ? [paragraph(stays(timeOf(before, event)))] : []),
      ...(summary !== undefined && template === 'changed' && !isNew('summary') ? [paragraph(summary)] : []),
      ...entries([event], replacesEntry ? mail.moved.calendar : mail.confirmation.calendar),
      ...(isWaiting ? [] : [paragraph(other ? mail.ofOther.giveBack(other) : mail.giveBack)]),
      ownPageButton(registrationUrl),
    ];
    const title = isNew('title') ? words.formerly(event.title.text, before.title.text) : event.title.text;
    const namesOf = (told: ChangedFact[]) =>
      listOf(
        told.map((fact) => nameOf(fact, before, event)),
        locale,
      );
    const { intro: ofTime } = mail.moved;
    const introOfMode = (is: 'online' | 'onsite') => {
      const more = facts.filter((fact) => !isOfMode(fact));
      const { [is]: of, also } = mail.moved.mode;
      return more.length > 0 ? `${of.intro} ${also(namesOf(more))}` : of.intro;
    };
    const isTimeAlone = facts.length === 1 && isNew('time');
    const intro =
      change === undefined
        ? words.unknown
        : mode !== undefined
          ? introOfMode(mode)
          : isTimeAlone
            ? ofTime[timeOf(before, event)]
            : words.intro(namesOf(facts));
    return { subject: subjectOf(template, facts, before, event)(title), intro: [intro], blocks };
  }
  return { changed, changeBlock };
}
