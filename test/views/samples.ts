/** Facts for every mail and every page, in both languages. */
export { sampleMailContents, sampleMails } from './samples/mails.ts';
export { samplePages } from './samples/pages.ts';
export { sampleFrame } from './samples/series.ts';
