import type { JSX } from 'preact';
import type { Frame } from '../core/mail/mail-content.ts';
import type { PageContent } from '../core/mail/page-content.ts';
import { PersonalData } from './pages/data.tsx';
import { type RenderedPage, renderDocument } from './pages/document.tsx';
import type { PageProps } from './pages/parts.tsx';
import { Certificate, Report } from './pages/printed.tsx';
import { Proof } from './pages/proof.tsx';
import { wordsOf } from './words/index.ts';

type PageName = 'proof' | 'certificate' | 'report' | 'personalData';
export type OrganiserPage = Extract<PageContent, { page: PageName }>;

const pages: { [P in PageName]: (props: PageProps<P>) => JSX.Element } = {
  ...{ proof: Proof, certificate: Certificate, report: Report, personalData: PersonalData },
};

/** What organisers print or hand on; their API carries these pages alone. */
export function renderOrganiserPage(frame: Frame, content: OrganiserPage): RenderedPage {
  return renderDocument(
    { frame },
    wordsOf(frame.locale).page[content.page].title,
    body(content.page, content, frame),
  );
}

/** @param page what `content` is of, told apart so that the two are known to belong together */
function body<P extends PageName>(page: P, content: PageProps<P>['content'], { locale, timeZone }: Frame) {
  return pages[page]({ content, locale, timeZone: timeZone ?? 'UTC' });
}
