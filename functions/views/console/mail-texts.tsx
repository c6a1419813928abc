import { placeholdersOf } from '../../core/organising/series-look.ts';
import type { SeriesItem } from '../../core/table/items.ts';
import { type TemplateName, templateNames } from '../../core/table/mail-kinds.ts';
import { inLocale, locales } from '../../core/values/locale.ts';
import { faultMessage } from '../faults.ts';
import { colourWarnings } from '../look.ts';
import { LinesField, TextField, TickField } from './fields.tsx';
import { type Filled, Form } from './form.tsx';
import { useGiven } from './given.ts';
import { State, Table } from './parts.tsx';
import { useSeriesPlace } from './places.ts';
import { PreviewChoice, PreviewFrame, previewUrl } from './preview.tsx';
import { Screen } from './screen.tsx';

const frame = 'mail-preview';

/** All kinds of mail of a series, which of them have words of their own, and its look. */
export function MailTextsScreen({ series }: { series: SeriesItem }) {
  const { words, locale } = useGiven();
  const { mailTexts, form } = words;
  const base = `/console/series/${series.seriesId}`;
  const own = (template: TemplateName) => locales.filter((one) => series.texts?.[template]?.[one]);
  return (
    <Screen
      title={mailTexts.title(inLocale(series.title, locale))}
      {...useSeriesPlace(series, 'mailTexts')}
      action={
        <a class="button" href={`${base}/look`}>
          {mailTexts.lookLink}
        </a>
      }
    >
      <p>{mailTexts.intro}</p>
      <Table
        columns={[{ label: mailTexts.kind }, { label: mailTexts.when }, { label: mailTexts.words }]}
        rows={templateNames.map((template) => [
          <a href={`${base}/texts/${template}`}>{words.mailNames[template]}</a>,
          words.mails.occasions[template],
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
  const { words, locale } = useGiven();
  const { mailTexts, form } = words;
  const base = `/console/series/${series.seriesId}/texts`;
  const path = `${base}/${template}`;
  const { way, tabs } = useSeriesPlace(series, 'mailTexts');
  return (
    <Screen
      title={words.mailNames[template]}
      way={[...way, { href: base, label: words.places.series.mailTexts }]}
      tabs={tabs}
      lead={<p>{words.mails.occasions[template]}</p>}
      isWide
    >
      <div class="beside">
        <div>
          <Form action={path} filled={filled} submit={form.save} cancel={base} preview={frame}>
            {locales.map((one) => (
              <fieldset class="group">
                <legend>{form.language[one]}</legend>
                <TextField
                  at={`/texts/${template}/${one}/subject`}
                  {...mailTexts.subject}
                  maxLength={150}
                  isRequired={false}
                />
                <LinesField
                  at={`/texts/${template}/${one}/paragraphs`}
                  {...mailTexts.paragraphs}
                  rows={7}
                  isRequired={false}
                />
              </fieldset>
            ))}
            <h2>{mailTexts.placeholders}</h2>
            <dl class="facts">
              {placeholdersOf(template).map((name) => (
                <>
                  <dt>
                    <code>{`{${name}}`}</code>
                  </dt>
                  <dd>{mailTexts.placeholder(name)}</dd>
                </>
              ))}
            </dl>
            <PreviewChoice action={`${path}/preview`} frame={frame} />
          </Form>
        </div>
        <section>
          <h2>{mailTexts.preview}</h2>
          <PreviewFrame
            name={frame}
            title={mailTexts.preview}
            src={previewUrl(`${path}/preview`, { locale, format: 'html' })}
          />
        </section>
      </div>
    </Screen>
  );
}

/** Colour and logo of a series, and a mail that wears them. */
export function LookScreen({ series, filled }: EditorProps) {
  const { words, locale, organisation } = useGiven();
  const { look, preview } = words.mailTexts;
  const base = `/console/series/${series.seriesId}`;
  const { way, tabs } = useSeriesPlace(series, 'mailTexts');
  const { colour } = organisation;
  return (
    <Screen
      title={look.title}
      way={[...way, { href: `${base}/texts`, label: words.places.series.mailTexts }]}
      tabs={tabs}
      isWide
    >
      {colourWarnings(series.look?.colour).map(({ pointer, code, ...params }) => (
        <p class="note warn">{faultMessage({ code, params }, locale)}</p>
      ))}
      <div class="beside">
        <div>
          <Form
            action={`${base}/look`}
            filled={filled}
            submit={words.form.save}
            cancel={`${base}/texts`}
            preview={frame}
          >
            <TextField
              at="/look/colour"
              type="color"
              label={look.colour}
              help={look.colourHelp(colour)}
              preset={colour}
            />
            {series.look?.colour && <TickField at="/look/isReset" label={look.reset(colour)} />}
            <TextField at="/look/logoUrl" type="url" {...look.logoUrl} isRequired={false} maxLength={2000} />
            <PreviewChoice action={`${base}/look/preview`} frame={frame} />
          </Form>
        </div>
        <section>
          <h2>{preview}</h2>
          <PreviewFrame
            name={frame}
            title={preview}
            src={previewUrl(`${base}/look/preview`, { locale, format: 'html' })}
          />
        </section>
      </div>
    </Screen>
  );
}
