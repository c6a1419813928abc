import { placeholdersOf } from '../../core/organising/series-look.ts';
import type { SeriesItem } from '../../core/table/items.ts';
import { type TemplateName, templateNames } from '../../core/table/mail-kinds.ts';
import { inLocale, locales } from '../../core/values/locale.ts';
import { faultMessage } from '../faults.ts';
import { LinesField, TextField, TickField } from '../kit/fields.tsx';
import { ButtonLink } from '../kit/form.tsx';
import { Facts } from '../kit/parts.tsx';
import { colourWarnings } from '../look.ts';
import { useConsole, useWords } from './console-context.ts';
import { type Filled, Form } from './form.tsx';
import { State, Table } from './parts.tsx';
import { useSeriesPlace } from './places.ts';
import { Beside, PreviewChoice, previewUrl } from './preview.tsx';
import { Screen } from './screen.tsx';
import { mailTextWords } from './words/mail-texts.ts';
import { mailWords } from './words/mails.ts';

const frame = 'mail-preview';

/** All kinds of mail of a series, which of them have words of their own, and its look. */
export function MailTextsScreen({ series }: { series: SeriesItem }) {
  const { words, locale } = useConsole();
  const mails = useWords(mailWords);
  const { form } = words;
  const mailTexts = useWords(mailTextWords);
  const base = `/console/series/${series.seriesId}`;
  const own = (template: TemplateName) => locales.filter((one) => series.texts?.[template]?.[one]);
  return (
    <Screen
      title={mailTexts.title(inLocale(series.title, locale))}
      {...useSeriesPlace(series, 'mailTexts')}
      action={<ButtonLink href={`${base}/look`} label={mailTexts.lookLink} />}
    >
      <p>{mailTexts.intro}</p>
      <Table
        columns={[mailTexts.kind, mailTexts.when, mailTexts.words]}
        rows={templateNames.map((template) => [
          <a href={`${base}/texts/${template}`}>{words.mailNames[template]}</a>,
          mails.occasions[template],
          own(template).length === 0 ? (
            <span class="muted">{mailTexts.standard}</span>
          ) : (
            own(template).map((one) => (
              <>
                <State label={form.language[one]} look="good" />{' '}
              </>
            ))
          ),
        ])}
      />
    </Screen>
  );
}

interface EditorProps {
  series: SeriesItem;
  filled: Filled;
}

/** The words of one kind of mail, and the mail as it becomes. */
export function MailTextScreen({ series, template, filled }: EditorProps & { template: TemplateName }) {
  const { words, locale } = useConsole();
  const mails = useWords(mailWords);
  const { form } = words;
  const mailTexts = useWords(mailTextWords);
  const base = `/console/series/${series.seriesId}/texts`;
  const path = `${base}/${template}`;
  return (
    <Screen
      title={words.mailNames[template]}
      {...useSeriesPlace(series, 'mailTexts', [])}
      lead={<p>{mails.occasions[template]}</p>}
      isWide
    >
      <Beside
        frame={frame}
        title={mailTexts.preview}
        src={previewUrl(`${path}/preview`, { locale, format: 'html' })}
      >
        <Form
          action={path}
          fields={{
            [`/texts/${template}/*/subject`]: mailTexts.subject,
            [`/texts/${template}/*/paragraphs`]: mailTexts.paragraphs,
          }}
          filled={filled}
          submit={form.save}
          cancel={base}
          preview={frame}
        >
          {locales.map((one) => (
            <fieldset class="group">
              <legend>{form.language[one]}</legend>
              <TextField at={`/texts/${template}/${one}/subject`} maxLength={150} isRequired={false} />
              <LinesField at={`/texts/${template}/${one}/paragraphs`} rows={7} isRequired={false} />
            </fieldset>
          ))}
          <h2>{mailTexts.placeholders}</h2>
          <Facts
            facts={placeholdersOf(template).map((name) => [
              <code>{`{${name}}`}</code>,
              mailTexts.placeholder(name),
            ])}
          />
          <PreviewChoice action={`${path}/preview`} frame={frame} />
        </Form>
      </Beside>
    </Screen>
  );
}

/** Colour and logo of a series, and a mail that wears them. */
export function LookScreen({ series, filled }: EditorProps) {
  const { words, locale, organisation } = useConsole();
  const { look, preview } = useWords(mailTextWords);
  const base = `/console/series/${series.seriesId}`;
  const { colour } = organisation;
  return (
    <Screen title={look.title} {...useSeriesPlace(series, 'mailTexts', [])} isWide>
      {colourWarnings(series.look?.colour).map(({ pointer, code, ...params }) => (
        <p class="note warn">{faultMessage({ code, params }, locale)}</p>
      ))}
      <Beside
        frame={frame}
        title={preview}
        src={previewUrl(`${base}/look/preview`, { locale, format: 'html' })}
      >
        <Form
          action={`${base}/look`}
          fields={{
            '/look/colour': { label: look.colour, help: look.colourHelp(colour) },
            '/look/isReset': look.reset(colour),
            '/look/logoUrl': look.logoUrl,
          }}
          filled={filled}
          submit={words.form.save}
          cancel={`${base}/texts`}
          preview={frame}
        >
          <TextField at="/look/colour" type="color" preset={colour} />
          {series.look?.colour && <TickField at="/look/isReset" />}
          <TextField at="/look/logoUrl" type="url" isRequired={false} maxLength={2000} />
          <PreviewChoice action={`${base}/look/preview`} frame={frame} />
        </Form>
      </Beside>
    </Screen>
  );
}
