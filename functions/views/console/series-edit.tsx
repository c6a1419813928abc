import type { SeriesItem } from '../../core/table/items.ts';
import { inLocale } from '../../core/values/locale.ts';
import { useConsole } from './console-context.ts';
import { type Filled, Form } from './form.tsx';
import { useSeriesPlace } from './places.ts';
import { Screen } from './screen.tsx';
import { type Senders, SeriesFields, seriesFields } from './series-form.tsx';

interface SeriesFormProps {
  filled: Filled;
  senders: Senders;
}

export function NewSeriesScreen({ filled, senders }: SeriesFormProps) {
  const { words } = useConsole();
  return (
    <Screen title={words.series.newTitle} way={[{ href: '/console/series', label: words.frame.series }]}>
      <p>{words.series.newIntro}</p>
      <Form
        action="/console/new-series"
        fields={seriesFields(words)}
        filled={filled}
        keepsDraft
        submit={words.series.make}
        cancel="/console/series"
      >
        <SeriesFields isNew senders={senders} />
      </Form>
    </Screen>
  );
}

export function EditSeriesScreen({ series, filled, senders }: SeriesFormProps & { series: SeriesItem }) {
  const { words, locale } = useConsole();
  const base = `/console/series/${series.seriesId}`;
  return (
    <Screen
      title={words.series.editTitle(inLocale(series.title, locale))}
      {...useSeriesPlace(series, 'edit')}
    >
      <Form
        action={`${base}/edit`}
        fields={seriesFields(words)}
        filled={filled}
        keepsDraft
        submit={words.form.save}
        cancel={base}
      >
        <SeriesFields isNew={false} senders={senders} />
      </Form>
    </Screen>
  );
}
