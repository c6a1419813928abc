import type { ComponentChildren } from 'preact';
import { LinesField, SelectField, TextField, TickField } from '../kit/fields.tsx';
import { useConsole } from './console-context.ts';
import { DurationField, LocaleField, LocalisedField, TimeZoneField } from './fields.tsx';
import { type FieldTexts, useFilledIn } from './form.tsx';
import type { ConsoleWords } from './words/index.ts';

/** What the fields of a series are called. */
export function seriesFields({ series: { fields, consents } }: ConsoleWords): FieldTexts {
  return {
    '/title': fields.title,
    '/seriesId': fields.seriesId,
    '/summary': fields.summary,
    '/organisers': fields.organisers,
    '/partners/*/name': fields.partnerName,
    '/partners/*/role': fields.partnerRole,
    '/partners/*/contact': fields.partnerContact,
    '/partners/*/essence': fields.partnerEssence,
    '/replyTo': fields.replyTo,
    '/defaultLocale': fields.defaultLocale,
    '/timeZone': fields.timeZone,
    '/verificationNudge': fields.verificationNudge,
    '/retentionDays': fields.retentionDays,
    '/certificate/signatory': fields.certificateSignatory,
    '/certificate/inMail': fields.certificateInMail,
    '/notices/privacy/text': fields.privacyText,
    '/notices/privacy/url': fields.privacyUrl,
    '/notices/privacy/version': fields.version,
    '/notices/news/isAsked': consents.news,
    '/notices/news/text': fields.consentText,
    '/notices/news/senderId': fields.sender,
    '/notices/news/sender': fields.sender,
    '/notices/news/version': fields.version,
    '/notices/sensitive/isAsked': consents.sensitive,
    '/notices/sensitive/text': fields.consentText,
    '/notices/sensitive/version': fields.version,
  };
}

/** Whose news a series may ask for, by id. */
export interface Senders {
  options: { value: string; label: string }[];
  preset?: string | undefined;
  /** The name of one that is made with the series, where there is none of that name. */
  none?: string | undefined;
}

/** All that a series says, but for its mails' words and its look. */
export function SeriesFields({ isNew, senders }: { isNew: boolean; senders: Senders }) {
  const { groups, noNudge, versionHelp } = useConsole().words.series;
  return (
    <>
      <fieldset class="group">
        <legend>{groups.series}</legend>
        <LocalisedField at="/title" maxLength={150} />
        {isNew && <TextField at="/seriesId" isRequired={false} maxLength={60} />}
        <LocalisedField at="/summary" isRequired={false} isLong maxLength={2000} />
        <LinesField at="/organisers" isRequired />
      </fieldset>
      <fieldset class="group">
        <legend>{groups.mails}</legend>
        <TextField at="/replyTo" type="email" isRequired={false} />
        <LocaleField at="/defaultLocale" />
        <TimeZoneField at="/timeZone" />
        <DurationField at="/verificationNudge" offered={['PT12H', 'P1D', 'P2D', 'P3D']} none={noNudge} />
        <TextField at="/retentionDays" type="number" min={1} max={3650} isRequired={false} />
      </fieldset>
      <fieldset class="group">
        <legend>{groups.certificates}</legend>
        <TextField at="/certificate/signatory" maxLength={150} isRequired={false} />
        <TickField at="/certificate/inMail" />
      </fieldset>
      <fieldset class="group">
        <legend>{groups.privacy}</legend>
        <p class="hint">{versionHelp}</p>
        <LocalisedField at="/notices/privacy/text" isLong maxLength={2000} />
        <LocalisedField at="/notices/privacy/url" maxLength={2000} />
        <TextField at="/notices/privacy/version" maxLength={20} isRequired />
      </fieldset>
      <Consent kind="news">
        <SelectField at="/notices/news/senderId" {...senders} />
      </Consent>
      <Consent kind="sensitive" />
      <PartnerRows />
    </>
  );
}

const roles = ['joint', 'processor', 'recipient'] as const;
const mostPartners = 10;

/** Who the series is organised with, or who gets its data; with an empty row for one more. */
function PartnerRows() {
  const { groups, partnersHelp, partnerName, partnerRoles } = useConsole().words.series;
  const filled = useFilledIn('/partners');
  const count = Array.isArray(filled) ? filled.length : 0;
  return (
    <fieldset class="group">
      <legend>{groups.partners}</legend>
      <p class="hint">{partnersHelp}</p>
      {Array.from({ length: Math.min(count + 1, mostPartners) }, (_, index) => {
        const base = `/partners/${index}`;
        return (
          <fieldset class="row">
            <legend>{partnerName(index + 1)}</legend>
            <TextField at={`${base}/name`} maxLength={150} isRequired={false} />
            <SelectField
              at={`${base}/role`}
              options={roles.map((value) => ({ value, label: partnerRoles[value] }))}
            />
            <TextField at={`${base}/contact`} maxLength={300} isRequired={false} />
            <LocalisedField at={`${base}/essence`} isLong isRequired={false} maxLength={2000} />
          </fieldset>
        );
      })}
    </fieldset>
  );
}

/** A consent that the form asks for, if it is ticked. */
function Consent({ kind, children }: { kind: 'news' | 'sensitive'; children?: ComponentChildren }) {
  const { groups } = useConsole().words.series;
  const base = `/notices/${kind}`;
  return (
    <fieldset class="group">
      <legend>{groups[kind]}</legend>
      <TickField at={`${base}/isAsked`} />
      <LocalisedField at={`${base}/text`} isLong maxLength={2000} />
      {children}
      <TextField at={`${base}/version`} maxLength={20} />
    </fieldset>
  );
}
