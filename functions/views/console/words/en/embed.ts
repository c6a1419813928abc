import type { embed as de } from '../de/embed.ts';

export const embed: typeof de = {
  title: (title) => `Embed ${title}`,
  copy: 'Copy',
  copied: 'Copied',
  noEvents:
    'No event is published yet that people can sign up for. You can use the link, the QR code and the component all the same: they always show how things stand.',
  link: {
    title: 'Just a link',
    text: 'The finished form of this series, for websites that can only link, for mails and posters.',
    code: 'QR code with the link to the sign-up form',
    download: 'QR code as a file for print (SVG)',
  },
  component: {
    title: 'As a component',
    text: 'Two lines for websites that allow scripts. The component always shows the events that are open, and takes on the page’s font and colours.',
  },
  events: {
    title: 'The dates as a list or calendar',
    text: 'Shows the next dates, each with its page. With view="list" instead of "next" all of them, with view="month" a calendar.',
  },
  form: {
    title: 'As a form without script',
    text: 'Plain HTML made of today’s events. The website dresses it.',
    websites: (origins) =>
      `Forms are allowed on these websites: ${origins}. Whoever operates Eventbote adds another.`,
    page: 'Address of the page that it will stand on',
    language: 'Language',
    make: 'Adapt the form',
    notAllowed: 'This address is on none of the allowed websites: sign-ups from there are refused.',
    again: 'When you change or add an event, a question or a notice, take it from here anew.',
  },
};
