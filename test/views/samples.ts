/** Facts for every mail and every page, in both languages. */
export { sampleFormEvents } from './samples/form.ts';
export { sampleMailContents, sampleMails } from './samples/mails.ts';
export { samplePageContents, samplePages } from './samples/pages.ts';
export { sampleEvents, sampleFrame } from './samples/series.ts';
