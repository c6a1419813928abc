import { describe, expect, test } from 'vitest';
import {
  checkedAnswers,
  formAsRequest,
  honeypotField,
  SignUpRequest,
} from '../../../functions/core/registration/sign-up-request.ts';
import { Question } from '../../../functions/core/table/event.ts';
import { faultsOf } from '../../../functions/core/values/faults.ts';
import { formUrl, sampleEvent } from '../samples.ts';

const label = { de: 'Frage' };
const options = ['a', 'b', 'c'].map((value) => ({ value, label }));
const event = sampleEvent({
  questions: [
    { questionId: 'text', kind: 'text', label, required: true },
    { questionId: 'short', kind: 'text', label, maxLength: 3 },
    { questionId: 'long', kind: 'longText', label },
    { questionId: 'one', kind: 'choice', label, options },
    { questionId: 'some', kind: 'multipleChoice', label, options },
    { questionId: 'yes', kind: 'yesNo', label },
    { questionId: 'access', kind: 'text', label, sensitive: true },
  ].map((question) => Question.parse(question)),
});
type ConsoleContext = Parameters<typeof checkedAnswers>[1];
const checked = (given: ConsoleContext, hasConsent = false) => checkedAnswers(event, given, hasConsent);

describe('answers', () => {
  test.each<[string, ConsoleContext, object]>([
    ['a text', { text: 'x' }, { text: 'x' }],
    ['a text with blanks and line breaks, as it is', { text: ' x\r\n' }, { text: ' x\r\n' }],
    ['200 characters without a bound of its own', { text: 'x'.repeat(200) }, { text: 'x'.repeat(200) }],
    [
      '2000 characters of a long one',
      { text: 'x', long: 'y'.repeat(2000) },
      { text: 'x', long: 'y'.repeat(2000) },
    ],
    ['an empty one as none', { text: 'x', short: '', some: [] }, { text: 'x' }],
    ['a choice', { text: 'x', one: 'b' }, { text: 'x', one: 'b' }],
    ['several choices, each once', { text: 'x', some: ['a', 'c', 'a'] }, { text: 'x', some: ['a', 'c'] }],
    ["a form's lone choice of several", { text: 'x', some: 'b' }, { text: 'x', some: ['b'] }],
    ['yes as a boolean', { text: 'x', yes: true }, { text: 'x', yes: true }],
    ["a form's yes", { text: 'x', yes: 'yes' }, { text: 'x', yes: true }],
    ["a form's no", { text: 'x', yes: 'no' }, { text: 'x', yes: false }],
  ])('keep %s', (_, given, answers) => {
    expect(checked(given)).toEqual({ answers, faults: [] });
  });

  test.each<[string, ConsoleContext, object]>([
    ['a required one that is missing', {}, { text: 'required' }],
    ['a required one that is empty', { text: '' }, { text: 'required' }],
    ['an unknown question', { text: 'x', other: 'y' }, { other: 'unknownQuestion' }],
    [
      "a question called as an object's own field",
      { text: 'x', constructor: 'y' },
      { constructor: 'unknownQuestion' },
    ],
    ['a text beyond its bound', { text: 'x', short: 'abcd' }, { short: 'tooLong' }],
    ['a text beyond the usual bound', { text: 'x'.repeat(201) }, { text: 'tooLong' }],
    ['a long text beyond the usual bound', { text: 'x', long: 'x'.repeat(2001) }, { long: 'tooLong' }],
    ['a list for a text', { text: ['x'] }, { text: 'wrongType' }],
    ['a boolean for a text', { text: true }, { text: 'wrongType' }],
    ['an unknown option', { text: 'x', one: 'd' }, { one: 'unknownOption' }],
    ['a list for a choice', { text: 'x', one: ['a'] }, { one: 'wrongType' }],
    ['one unknown option of several', { text: 'x', some: ['a', 'd'] }, { some: 'unknownOption' }],
    ['a boolean for several choices', { text: 'x', some: true }, { some: 'wrongType' }],
    ['another word for yes', { text: 'x', yes: 'true' }, { yes: 'wrongType' }],
    ['a list for yes or no', { text: 'x', yes: ['yes'] }, { yes: 'wrongType' }],
    ['a sensitive one without consent', { text: 'x', access: 'Untertitel' }, { access: 'consentRequired' }],
  ])('refuse %s', (_, given, faults) => {
    const wanted = Object.entries(faults).map(([questionId, code]) =>
      expect.objectContaining({ pointer: `/answers/teil-1/${questionId}`, code }),
    );
    expect(checked(given).faults).toEqual(wanted);
  });

  test('keep a sensitive one with consent, and ask for none where it is left empty', () => {
    expect(checked({ text: 'x', access: 'Untertitel' }, true).answers).toEqual({
      text: 'x',
      access: 'Untertitel',
    });
    expect(checked({ text: 'x', access: '' }).faults).toEqual([]);
  });
});

describe('a plain form', () => {
  const request = (form: string) => formAsRequest(new URLSearchParams(form));

  test('has the shape of the request', () => {
    const form = new URLSearchParams([
      ['eventIds', 'teil-1'],
      ['eventIds', 'teil-2'],
      ['name', 'Aylin Şahin'],
      ['email', 'aylin@rathaus.example'],
      ['locale', 'de'],
      ['ways.teil-1', 'onsite'],
      ['workingGroups.teil-1', 'dorf'],
      ['answers.teil-1.role', 'politik'],
      ['answers.teil-1.topics', 'a'],
      ['answers.teil-1.topics', 'b'],
      ['answers.teil-2.role', 'verwaltung'],
      ['notices.privacy', '2027-01'],
      ['notices.news', '2027-01'],
      ['formUrl', formUrl],
    ]);
    const wanted = {
      eventIds: ['teil-1', 'teil-2'],
      name: 'Aylin Şahin',
      email: 'aylin@rathaus.example',
      locale: 'de',
      ways: { 'teil-1': 'onsite' },
      workingGroups: { 'teil-1': 'dorf' },
      answers: { 'teil-1': { role: 'politik', topics: ['a', 'b'] }, 'teil-2': { role: 'verwaltung' } },
      notices: { privacy: '2027-01', news: '2027-01' },
      formUrl,
    };
    expect(formAsRequest(form)).toEqual(wanted);
    expect(SignUpRequest.parse(formAsRequest(form))).toEqual(wanted);
  });

  const empty = { eventIds: [], ways: {}, workingGroups: {}, answers: {}, notices: {} };
  test.each([
    ['nothing at all', '', empty],
    [
      'empty fields are as good as absent',
      'name=&locale=&workingGroups.a=&ways.a=&notices.news=&eventIds=',
      empty,
    ],
    [
      'no working group is chosen by "none"',
      'eventIds=a&workingGroups.a=none',
      { ...empty, eventIds: ['a'] },
    ],
    [
      'what belongs to an event that is not ticked does not count',
      'eventIds=a&workingGroups.b=g&ways.b=online&answers.b.q=x',
      { ...empty, eventIds: ['a'] },
    ],
    ['the trap is no field', `${honeypotField}=x`, empty],
    ['the first of two values counts where one is wanted', 'name=A&name=B', { ...empty, name: 'A' }],
    ['plus and percent are decoded', 'name=A+B%26%C3%BC', { ...empty, name: 'A B&ü' }],
    [
      'a name that looks like a field of its own is one, for the schema to refuse',
      'notices=x&answers=y&answers.a=z&a.b=1',
      { ...empty, answers: {}, 'answers.a': 'z', 'a.b': '1' },
    ],
  ])('%s', (_, form, wanted) => {
    expect(request(form)).toEqual(wanted);
  });

  test('puts nothing on the prototype of objects', () => {
    request(
      'eventIds=__proto__&answers.__proto__.polluted=yes&workingGroups.__proto__=x&__proto__=y&notices.__proto__=z',
    );
    expect({}).not.toHaveProperty('polluted');
  });
});

describe('the request', () => {
  const good = {
    eventIds: ['teil-1'],
    name: 'Aylin',
    email: 'aylin@rathaus.example',
    notices: { privacy: '2027-01' },
    formUrl,
  };
  const faults = (changes: object) => {
    const parsed = SignUpRequest.safeParse({ ...good, ...changes }, { reportInput: true });
    return parsed.success ? [] : faultsOf(parsed.error).map(({ pointer, code }) => `${pointer} ${code}`);
  };

  test('fills in what may be left out', () => {
    expect(SignUpRequest.parse(good)).toEqual({ ...good, ways: {}, workingGroups: {}, answers: {} });
  });

  test.each<[string, object, string[]]>([
    ['no event', { eventIds: [] }, ['/eventIds required']],
    ['21 events', { eventIds: Array.from({ length: 21 }, (_, n) => `e${n}`) }, ['/eventIds tooMany']],
    ['an event twice', { eventIds: ['a', 'a'] }, ['/eventIds duplicate']],
    [
      'ids that can be none',
      { eventIds: ['A#b', 'constructor'] },
      ['/eventIds/0 invalidValue', '/eventIds/1 invalidValue'],
    ],
    ['a name of blanks', { name: ' \t ' }, ['/name required']],
    ['a name of 201 characters', { name: 'x'.repeat(201) }, ['/name tooLong']],
    ['an address that is none', { email: 'aylin' }, ['/email invalidEmail']],
    ['a number for a language', { locale: 5 }, ['/locale wrongType']],
    ['no notice', { notices: {} }, ['/notices/privacy required']],
    ['an unknown notice', { notices: { privacy: '1', other: '1' } }, ['/notices/other unknownField']],
    ['an unknown field', { role: 'owner' }, ['/role unknownField']],
    ['a form nowhere', { formUrl: 'javascript:alert(1)' }, ['/formUrl invalidUrl']],
    ['a way back that is no address', { returnUrl: '/danke' }, ['/returnUrl invalidUrl']],
    ['a number among the answers', { answers: { a: { q: 1 } } }, ['/answers/a/q invalidValue']],
    ['an answer of 5001 characters', { answers: { a: { q: 'x'.repeat(5001) } } }, ['/answers/a/q tooLong']],
    [
      'a group for an id that can be none',
      { workingGroups: { 'A B': 'g' } },
      ['/workingGroups/A B invalidValue'],
    ],
  ])('refuses %s', (_, changes, wanted) => {
    expect(faults(changes)).toEqual(wanted);
  });
});

test('two addresses that differ are none: which is meant nobody knows', () => {
  const emailOf = (...emails: string[]) =>
    formAsRequest(new URLSearchParams(emails.map((one) => ['email', one])));
  const { email } = SignUpRequest.shape;
  expect(email.safeParse(emailOf('a@x.example', '', 'a@x.example').email).data).toBe('a@x.example');
  const found = email.safeParse(emailOf('a@x.example', 'b@x.example').email);
  expect(found.error && faultsOf(found.error)).toMatchObject([{ code: 'invalidEmail' }]);
});
