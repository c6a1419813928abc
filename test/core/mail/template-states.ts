import { directRows } from './direct-entry-states.ts';
import { organiserRows, stepsRows } from './doer-states.ts';
import { otherRows } from './other-template-states.ts';
import { aylin, cem, laterDay, over, type Row, scene } from './template-worlds.ts';
import { sinceRows, wayRows } from './way-states.ts';

const shortlyBefore = '2027-04-28T14:30:00.000Z';
const withNews = { notices: { privacy: '2027-01', news: '2027-01' } };
const held = 'Bis Dienstag, 2. März 2027, 10 Uhr';

/** What goes to whoever has not confirmed. */
const unconfirmed: Row[] = [
  {
    ...{ template: 'verification', state: 'to be confirmed, with a place that is held' },
    ...{ says: held, never: ['Aylin', 'nicht mehr teilnehmen'] },
    run: scene(async (world) => {
      await world.signUp();
      await world.pass(1);
    }),
  },
  {
    ...{ template: 'verification', state: 'to be confirmed, without a free place' },
    ...{ says: 'Im Moment können wir Ihnen keinen Platz freihalten', never: ['halten wir'] },
    run: scene(async (world) => {
      await world.join(cem);
      await world.signUp();
      await world.pass(1);
    }),
  },
  {
    ...{ template: 'verification', state: 'two events, a place held in one of them' },
    ...{
      says: 'Im Moment können wir Ihnen für „Sichtbar machen“ keinen Platz freihalten.',
      never: ['halten wir Ihnen diese Plätze'],
    },
    run: scene(async (world) => {
      await world.change('zwei', { capacity: 20 });
      await world.join(cem);
      await world.signUp(aylin, ['eins', 'zwei']);
      await world.pass(1);
    }),
  },
  {
    ...{ template: 'verification', state: 'to be confirmed, without an end of places' },
    ...{ says: 'Bitte bestätigen', never: ['freihalten', 'halten wir', 'Warteliste'] },
    run: scene(async (world) => {
      await world.signUp(aylin, ['zwei']);
      await world.pass(1);
    }),
  },
  {
    ...{ template: 'verification', state: 'made when the place is given back' },
    ...{
      says: 'Wenn Sie jetzt bestätigen, bekommen Sie einen Platz, solange noch einer frei ist.',
      never: ['freihalten', 'halten wir'],
    },
    run: scene(async (world) => {
      await world.signUp();
      await world.meanwhile(async () => {
        world.series.now = '2027-03-02T10:00:00.000Z';
      });
    }),
  },
  {
    ...{ template: 'verification', state: 'of two events, one with an end of places, which is held' },
    ...{ says: 'halten wir Ihnen für „Sichtbar machen“ einen Platz frei', never: ['je einen Platz'] },
    run: scene(async (world) => {
      await world.signUp(aylin, ['eins', 'zwei']);
      await world.pass(1);
    }),
  },
  {
    ...{ template: 'verification', state: 'of two events, made when the one place is given back' },
    ...{
      says: 'Wenn Sie jetzt bestätigen, bekommen Sie für „Sichtbar machen“ einen Platz',
      never: ['freihalten', 'halten wir'],
    },
    run: scene(async (world) => {
      await world.signUp(aylin, ['eins', 'zwei']);
      await world.meanwhile(async () => {
        world.series.now = '2027-03-02T10:00:00.000Z';
      });
    }),
  },
  {
    ...{ template: 'verification', state: 'one of its two events is off' },
    ...{ says: 'Daran können Sie nicht mehr teilnehmen', never: ['diese Plätze'] },
    run: scene(async (world) => {
      await world.signUp(aylin, ['eins', 'zwei']);
      await world.meanwhile(() => world.cancel('eins'));
    }),
  },
  {
    ...{ template: 'verification', state: 'its event is off' },
    ...{ says: 'Bestätigen müssen Sie nichts mehr', never: ['schon angemeldet', 'Bitte bestätigen'] },
    run: scene(async (world) => {
      await world.signUp();
      await world.meanwhile(() => world.cancel('eins'));
    }),
  },
  {
    ...{ template: 'verification', state: 'its event is over' },
    skips: 'nothingToConfirm',
    run: scene(async (world) => {
      world.series.now = '2027-04-28T13:00:00.000Z';
      await world.signUp();
      await world.meanwhile(async () => {
        world.series.now = over;
      });
    }),
  },
  {
    ...{ template: 'verification', state: 'its event has moved' },
    ...{ says: '5. Mai 2027', never: ['28. April'] },
    run: scene(async (world) => {
      await world.signUp();
      await world.meanwhile(() => world.move(laterDay));
    }),
  },
  {
    ...{ template: 'verification', state: 'registered already' },
    ...{ says: 'Es ist schon alles eingetragen', never: ['Bitte bestätigen'] },
    run: scene(async (world) => {
      await world.join();
      await world.signUp();
      await world.pass(1);
    }),
  },
  {
    ...{ template: 'verification', state: 'registered already, with another working group than the form' },
    ...{ says: 'Im Formular war etwas anderes angegeben', never: ['Es ist schon alles eingetragen'] },
    run: scene(async (world) => {
      const workingGroups = ['a', 'b'].map((one) => ({ workingGroupId: one, title: { de: one, en: one } }));
      await world.change('eins', { workingGroups }, 'none');
      await world.join(aylin, ['eins'], { workingGroups: { eins: 'a' } });
      await world.signUp(aylin, ['eins'], { workingGroups: { eins: 'b' } });
      await world.pass(1);
    }),
  },
  {
    ...{ template: 'verification', state: 'registered already, and news are ticked' },
    ...{
      says: 'bestätigen Sie: Hinweise von Stiftung Marktplatz',
      never: ['Bitte bestätigen Sie Ihre', 'Anmeldung bestätigen'],
    },
    run: scene(async (world) => {
      await world.join();
      await world.signUp(aylin, ['eins'], withNews);
      await world.pass(1);
    }),
  },
  {
    ...{ template: 'verification', state: 'registered already, and the news that are ticked come already' },
    ...{ says: 'Es ist schon alles eingetragen', never: ['Bitte bestätigen', 'Hinweise von'] },
    run: scene(async (world) => {
      await world.join(aylin, ['eins'], withNews);
      await world.signUp(aylin, ['eins'], withNews);
      await world.pass(1);
    }),
  },
  {
    ...{ template: 'verification', state: 'to be confirmed, and the news that are ticked come already' },
    ...{ says: 'Bitte bestätigen Sie Ihre Anmeldung', never: ['Hinweise', 'hinweisen'] },
    run: scene(async (world) => {
      await world.join(aylin, ['eins'], withNews);
      await world.signUp(aylin, ['zwei'], withNews);
      await world.pass(1);
    }),
  },
  {
    ...{ template: 'verification', state: 'registered already for one, the other is off' },
    ...{ says: 'Das ist schon eingetragen', never: ['schon alles eingetragen', 'Bitte bestätigen'] },
    run: scene(async (world) => {
      await world.join(aylin, ['zwei']);
      await world.signUp(aylin, ['eins', 'zwei']);
      await world.meanwhile(() => world.cancel('eins'));
    }),
  },
  {
    ...{ template: 'verification', state: 'taken back by its address' },
    plans: 'nothing',
    run: scene(async (world) => {
      const signUp = await world.signUp();
      await world.meanwhile(() => world.takeBack(signUp));
    }),
  },
  {
    ...{ template: 'nudge', state: 'to be confirmed, the place is given back' },
    ...{ says: 'Ein Platz ist für Sie nicht reserviert', never: ['halten wir'] },
    run: scene(async (world) => {
      await world.nudging();
      await world.signUp();
      await world.quiet();
      await world.at('2027-03-03T10:00:00.000Z');
    }),
  },
  {
    ...{ template: 'nudge', state: 'two events and a third without an end of places, none held any more' },
    ...{
      says: 'Plätze in „Sichtbar machen“ und „Dritter Teil“ sind für Sie nicht reserviert. Wenn Sie jetzt bestätigen, bekommen Sie jeweils einen',
      never: ['Ein Platz ist', 'halten wir'],
    },
    run: scene(async (world) => {
      await world.nudging();
      await world.series.publish({
        ...{ eventId: 'drei', title: { de: 'Dritter Teil', en: 'Third part' }, capacity: 9 },
        ...{ startsAtLocal: '2027-06-12T17:00', endsAtLocal: '2027-06-12T19:00' },
      });
      await world.signUp(aylin, ['eins', 'zwei', 'drei']);
      await world.quiet();
      await world.at('2027-03-03T10:00:00.000Z');
    }),
  },
  {
    ...{ template: 'nudge', state: 'to be confirmed, with a place that is held' },
    ...{ says: held, never: ['nicht reserviert', 'freihalten'] },
    run: scene(async (world) => {
      await world.nudging('PT12H');
      await world.signUp();
      await world.quiet();
      await world.at('2027-03-01T22:00:00.000Z');
    }),
  },
  {
    ...{ template: 'nudge', state: 'to be confirmed, without an end of places' },
    ...{ says: 'noch nicht bestätigt', never: ['reserviert', 'freihalten', 'solange noch einer frei ist'] },
    run: scene(async (world) => {
      await world.nudging();
      await world.signUp(aylin, ['zwei']);
      await world.quiet();
      await world.at('2027-03-03T10:00:00.000Z');
    }),
  },
  {
    ...{ template: 'nudge', state: 'its event is off' },
    skips: 'nothingToConfirm',
    run: scene(async (world) => {
      await world.nudging();
      await world.signUp();
      await world.quiet();
      await world.cancel('eins');
      await world.pass(7);
      world.taken(aylin);
      await world.at('2027-03-03T10:00:00.000Z');
    }),
  },
  {
    ...{ template: 'nudge', state: 'confirmed' },
    plans: 'nothing',
    run: scene(async (world) => {
      await world.nudging();
      await world.join();
      await world.at('2027-03-03T10:00:00.000Z');
    }),
  },
  {
    ...{ template: 'nudge', state: 'registered already, and signed up once more' },
    skips: 'nothingToConfirm',
    run: scene(async (world) => {
      await world.nudging();
      await world.join();
      await world.signUp();
      await world.quiet();
      await world.leave();
      await world.quiet();
      await world.at('2027-03-03T10:00:00.000Z');
    }),
  },
  {
    ...{ template: 'nudge', state: 'its address was changed for another one' },
    skips: 'addressLeft',
    run: scene(async (world) => {
      await world.nudging();
      await world.join();
      await world.signUp(aylin, ['zwei']);
      await world.quiet();
      await world.moveAddress('aylin@privat.example');
      await world.quiet();
      await world.at('2027-03-03T10:00:00.000Z');
    }),
  },
  {
    ...{ template: 'unconfirmedCancelled', state: 'a place was held' },
    ...{ says: 'Leider fällt sie aus', never: ['Aylin', 'schon angemeldet'] },
    run: scene(async (world) => {
      await world.signUp();
      await world.quiet();
      await world.cancel('eins');
      await world.pass(7);
    }),
  },
  {
    ...{ template: 'unconfirmedCancelled', state: 'another event is to be confirmed still' },
    ...{
      says: 'Diese Veranstaltung findet statt. Die Anmeldung dafür ist noch nicht bestätigt',
      never: ['nichts mehr'],
    },
    run: scene(async (world) => {
      await world.signUp(aylin, ['eins', 'zwei']);
      await world.quiet();
      await world.cancel('eins');
      await world.pass(7);
    }),
  },
  {
    ...{ template: 'unconfirmedCancelled', state: 'two of its events are called off within minutes' },
    ...{
      says: 'Fallen aus: Sichtbar machen und Zweiter Teil',
      never: ['findet statt', 'Fällt aus: '],
    },
    run: scene(async (world) => {
      await world.signUp(aylin, ['eins', 'zwei']);
      await world.quiet();
      await world.cancel('eins');
      await world.pass(2);
      await world.cancel('zwei');
      await world.pass(12);
    }),
  },
  {
    ...{ template: 'unconfirmedCancelled', state: 'another of its events was called off before' },
    ...{ says: 'Fällt aus: Zweiter Teil', never: ['Sichtbar machen', 'Reihe'] },
    run: scene(async (world) => {
      await world.signUp(aylin, ['eins', 'zwei']);
      await world.quiet();
      await world.cancel('eins');
      await world.pass(10);
      world.taken(aylin);
      await world.cancel('zwei');
      await world.pass(10);
    }),
  },
  {
    ...{ template: 'unconfirmedCancelled', state: 'its event had another title when it was signed up for' },
    ...{ says: 'Fällt aus: Neuer Name (bisher: Sichtbar machen)', never: ['Reihe'] },
    run: scene(async (world) => {
      await world.signUp();
      await world.quiet();
      await world.change('eins', { title: { de: 'Neuer Name', en: 'New name' } }, 'none');
      await world.cancel('eins');
      await world.pass(10);
    }),
  },
  {
    ...{ template: 'unconfirmedCancelled', state: 'registered already for another that is off, too' },
    ...{ says: 'Fällt aus: Zweiter Teil', never: ['Sichtbar machen'] },
    run: scene(
      async (world) => {
        await world.join(aylin, ['eins']);
        await world.signUp(aylin, ['eins', 'zwei']);
        await world.quiet();
        await world.cancel('eins');
        await world.cancel('zwei');
        await world.pass(10);
      },
      { only: /Zweiter/ },
    ),
  },
  {
    ...{ template: 'unconfirmedCancelled', state: 'confirmed in the meantime' },
    skips: 'nothingToConfirm',
    run: scene(
      async (world) => {
        const signUp = await world.signUp(aylin, ['eins', 'zwei']);
        await world.quiet();
        await world.cancel('eins');
        await world.meanwhile(() => world.confirmed(signUp));
      },
      { only: /^Fällt aus/ },
    ),
  },
  {
    ...{ template: 'unconfirmedCancelled', state: 'its event would be over by now' },
    skips: 'eventOver',
    run: scene(async (world) => {
      world.series.now = '2027-04-28T13:00:00.000Z';
      await world.signUp();
      await world.quiet();
      await world.cancel('eins');
      await world.meanwhile(async () => {
        world.series.now = over;
      });
    }),
  },
  {
    ...{ template: 'unconfirmedCancelled', state: 'taken back by its address' },
    skips: 'signUpGone',
    run: scene(async (world) => {
      const signUp = await world.signUp();
      await world.quiet();
      await world.cancel('eins');
      await world.meanwhile(() => world.takeBack(signUp));
    }),
  },
];

/** What became of a confirmed sign-up. */
const confirmations: Row[] = [
  {
    ...{ template: 'confirmation', state: 'a place' },
    says: 'Ihre Anmeldung ist bestätigt. Sie haben einen Platz',
    run: scene(async (world) => {
      const signUp = await world.signUp();
      await world.quiet();
      await world.confirmed(signUp);
      await world.pass(1);
    }),
  },
  {
    ...{ template: 'confirmation', state: 'on the waiting list' },
    ...{ says: 'Sie stehen auf der Warteliste', never: ['Sie haben einen Platz', '/join'] },
    run: scene(async (world) => {
      await world.join(cem);
      const signUp = await world.signUp();
      await world.quiet();
      await world.confirmed(signUp);
      await world.pass(1);
    }),
  },
  {
    ...{ template: 'confirmation', state: 'a place in one, the waiting list of the other' },
    ...{ says: 'So steht es um die einzelnen Veranstaltungen', never: ['Sie haben einen Platz'] },
    run: scene(async (world) => {
      await world.join(cem);
      const signUp = await world.signUp(aylin, ['eins', 'zwei']);
      await world.quiet();
      await world.confirmed(signUp);
      await world.pass(1);
    }),
  },
  {
    ...{ template: 'confirmation', state: 'one of its two events is off' },
    ...{ says: 'Status: fällt aus', never: ['Sie haben in allen'] },
    run: scene(async (world) => {
      const signUp = await world.signUp(aylin, ['eins', 'zwei']);
      await world.quiet();
      await world.cancel('eins');
      await world.quiet();
      await world.confirmed(signUp);
      await world.pass(1);
    }),
  },
  {
    ...{ template: 'confirmation', state: 'its event was cancelled since' },
    ...{ says: 'Leider ist eine Teilnahme nicht mehr möglich', never: ['Sie haben einen Platz', '/join'] },
    run: scene(
      async (world) => {
        const signUp = await world.signUp();
        await world.quiet();
        await world.confirmed(signUp);
        await world.meanwhile(() => world.cancel('eins'));
      },
      { only: /^Leider/ },
    ),
  },
  {
    ...{ template: 'confirmation', state: 'a place, and its event is over by now' },
    ...{ says: 'Status: vorbei', never: ['nicht mehr möglich', 'Sie haben einen Platz', '/join'] },
    run: scene(async (world) => {
      world.series.now = '2027-04-28T13:00:00.000Z';
      const signUp = await world.signUp();
      await world.quiet();
      await world.confirmed(signUp);
      await world.meanwhile(async () => {
        world.series.now = over;
      });
    }),
  },
  {
    ...{ template: 'confirmation', state: 'its person has cancelled since' },
    skips: 'notConfirmed',
    run: scene(
      async (world) => {
        const signUp = await world.signUp();
        await world.quiet();
        await world.confirmed(signUp);
        await world.meanwhile(() => world.leave());
      },
      { only: /^Ihre Anmeldung/ },
    ),
  },
  {
    ...{ template: 'confirmation', state: 'its event has moved since, which a mail of its own told first' },
    ...{ says: '5. Mai 2027', never: ['28. April'] },
    run: scene(
      async (world) => {
        const signUp = await world.signUp();
        await world.quiet();
        await world.confirmed(signUp);
        await world.meanwhile(() => world.move(laterDay));
      },
      { only: /^Ihre Anmeldung/ },
    ),
  },
  {
    ...{ template: 'confirmation', state: 'one of its two events can’t be read' },
    ...{ says: 'Zweiter Teil', never: ['Sichtbar machen'] },
    reports: ['Error: a mail went without a part: event of eins'],
    run: scene(async (world) => {
      const signUp = await world.signUp(aylin, ['eins', 'zwei']);
      await world.quiet();
      await world.confirmed(signUp);
      await world.spoil('eins');
      await world.pass(1);
    }),
  },
  {
    ...{ template: 'confirmation', state: 'entered shortly before the start, by whoever typed it' },
    ...{
      says: 'Weil sie bald beginnt, ist der Platz schon für Sie eingetragen',
      never: ['Aylin', 'bestätigt', 'vielen Dank'],
    },
    run: scene(async (world) => {
      world.series.now = shortlyBefore;
      await world.signUp();
      await world.pass(1);
    }),
  },
  {
    ...{ template: 'confirmation', state: 'the same, in words of its series’ own' },
    ...{ says: 'ist der Platz schon für Sie eingetragen', never: ['Schön, dass Sie kommen'] },
    run: scene(async (world) => {
      await world.ownWords({ confirmation: { de: { subject: 'Schön, dass Sie kommen' } } });
      world.series.now = shortlyBefore;
      await world.signUp();
      await world.pass(1);
    }),
  },
  {
    ...{ template: 'confirmation', state: 'entered so, and its event is off by now' },
    ...{ says: 'Leider ist eine Teilnahme nicht mehr möglich', never: ['Aylin', 'Bestätigung', 'bestätigt'] },
    run: scene(
      async (world) => {
        world.series.now = shortlyBefore;
        await world.signUp();
        await world.meanwhile(() => world.cancel('eins'));
      },
      { only: /^Leider/ },
    ),
  },
  {
    ...{ template: 'confirmation', state: 'entered so, and sent again by an organiser' },
    ...{ says: 'ist der Platz schon für Sie eingetragen', never: ['Aylin', 'bestätigt'] },
    run: scene(async (world) => {
      world.series.now = shortlyBefore;
      await world.signUp();
      await world.quiet();
      await world.resend();
      await world.pass(1);
    }),
  },
  {
    ...{ template: 'confirmation', state: 'signed up before its event moved, and confirmed after it' },
    ...{ says: 'Seit der Anmeldung hat sich der Termin geändert. Termin bisher: Mittwoch, 28. April 2027' },
    run: scene(async (world) => {
      const signUp = await world.signUp();
      await world.quiet();
      await world.move(laterDay);
      await world.quiet();
      await world.confirmed(signUp);
      await world.pass(1);
    }),
  },
  {
    ...{ template: 'promoted', state: 'moved up' },
    says: 'Sie haben jetzt einen Platz',
    run: scene(async (world) => {
      await world.join(cem);
      await world.join();
      await world.leave(cem);
      await world.pass(1);
    }),
  },
  {
    ...{ template: 'promoted', state: 'moved up, after its event was moved without a mail' },
    ...{ says: 'Seit der Anmeldung hat sich der Termin geändert. Termin bisher: Mittwoch, 28. April 2027' },
    run: scene(async (world) => {
      await world.join(cem);
      await world.join();
      await world.change(
        'eins',
        { startsAtLocal: `${laterDay}T17:00`, endsAtLocal: `${laterDay}T19:00` },
        'none',
      );
      await world.leave(cem);
      await world.pass(1);
    }),
  },
  {
    ...{ template: 'promoted', state: 'its event is off' },
    skips: 'eventChanged',
    run: scene(
      async (world) => {
        await world.join(cem);
        await world.join();
        await world.leave(cem);
        await world.meanwhile(() => world.cancel('eins'));
      },
      { only: /^Sie haben/ },
    ),
  },
  {
    ...{ template: 'promoted', state: 'its person has cancelled since' },
    skips: 'notConfirmed',
    run: scene(
      async (world) => {
        await world.join(cem);
        await world.join();
        await world.leave(cem);
        await world.meanwhile(() => world.leave());
      },
      { only: /^Sie haben/ },
    ),
  },
  {
    ...{ template: 'promoted', state: 'its event is over' },
    skips: 'eventOver',
    run: scene(
      async (world) => {
        await world.join(cem);
        await world.join();
        await world.leave(cem);
        await world.meanwhile(async () => {
          world.series.now = over;
        });
      },
      { only: /^Sie haben/ },
    ),
  },
];

export const rows: Row[] = [
  ...unconfirmed,
  ...confirmations,
  ...otherRows,
  ...wayRows,
  ...sinceRows,
  ...directRows,
  ...organiserRows,
  ...stepsRows,
];
