import { DurationField, TimeZoneField } from './durations.tsx';
import { LinesField, LocalisedField, SelectField, TextField, TickField } from './fields.tsx';
import { useGiven } from './given.ts';

/** All that a series says, but for its mails' words and its look. */
export function SeriesFields({ isNew }: { isNew: boolean }) {
  const { words } = useGiven();
  const { fields, groups } = words.series;
  return (
    <>
      <fieldset class="group">
        <legend>{groups.series}</legend>
        <LocalisedField at="/title" {...fields.title} maxLength={150} />
        {isNew && <TextField at="/seriesId" {...fields.seriesId} isRequired={false} maxLength={60} />}
        <LocalisedField at="/summary" {...fields.summary} isRequired={false} isLong maxLength={2000} />
        <LinesField at="/organisers" {...fields.organisers} isRequired />
      </fieldset>
      <fieldset class="group">
        <legend>{groups.mails}</legend>
        <TextField at="/replyTo" type="email" {...fields.replyTo} isRequired={false} />
        <SelectField
          at="/defaultLocale"
          {...fields.defaultLocale}
          options={(['de', 'en'] as const).map((value) => ({ value, label: words.form.language[value] }))}
        />
        <TimeZoneField at="/timeZone" {...fields.timeZone} />
        <DurationField
          at="/verificationNudge"
          {...fields.verificationNudge}
          offered={['PT12H', 'P1D', 'P2D', 'P3D']}
          none={words.series.noNudge}
        />
        <TextField
          at="/retentionDays"
          type="number"
          min={1}
          max={3650}
          {...fields.retentionDays}
          isRequired={false}
        />
      </fieldset>
      <fieldset class="group">
        <legend>{groups.privacy}</legend>
        <p class="help">{words.series.versionHelp}</p>
        <LocalisedField at="/notices/privacy/text" {...fields.privacyText} isLong maxLength={2000} />
        <LocalisedField at="/notices/privacy/url" {...fields.privacyUrl} maxLength={2000} />
        <TextField at="/notices/privacy/version" {...fields.version} maxLength={20} isRequired />
      </fieldset>
      <Consent kind="news" />
      <Consent kind="sensitive" />
    </>
  );
}

/** A consent that the form asks for, if it is ticked. */
function Consent({ kind }: { kind: 'news' | 'sensitive' }) {
  const { words } = useGiven();
  const { fields, groups, consents } = words.series;
  const base = `/notices/${kind}`;
  return (
    <fieldset class="group">
      <legend>{groups[kind]}</legend>
      <TickField at={`${base}/isAsked`} {...consents[kind]} />
      <LocalisedField at={`${base}/text`} {...fields.consentText} isLong maxLength={2000} />
      {kind === 'news' && <TextField at="/notices/news/sender" {...fields.sender} maxLength={100} />}
      <TextField at={`${base}/version`} {...fields.version} maxLength={20} />
    </fieldset>
  );
}
