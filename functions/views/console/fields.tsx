import { locales } from '../../core/values/locale.ts';
import { type FieldProps, LongField, SelectField, TextField } from '../kit/fields.tsx';
import { fieldId, useForm } from '../kit/form.tsx';
import { useConsole } from './console-context.ts';
import { durationText } from './durations.ts';
import { useFilledIn } from './form.tsx';

interface LocalisedProps extends FieldProps {
  isLong?: boolean;
  maxLength?: number;
}

/** A text in both languages, side by side where there is room. */
export function LocalisedField({ at, isLong, isRequired, maxLength }: LocalisedProps) {
  const faults = useForm().faults.filter((one) => one.at === at);
  return (
    <div class="pair" id={fieldId(at)} tabIndex={faults.length > 0 ? -1 : undefined}>
      {faults.map(({ message }) => (
        <p class="fault">{message}</p>
      ))}
      {locales.map((locale) => {
        // One language is enough, whichever it is: the browser can't ask for that.
        const field = {
          at: `${at}/${locale}`,
          maxLength,
          isRequired: isRequired === false ? false : undefined,
        };
        return isLong ? <LongField {...field} /> : <TextField {...field} />;
      })}
    </div>
  );
}

/** One of our languages. */
export function LocaleField(field: FieldProps & { preset?: string; none?: string }) {
  const { language } = useConsole().words.form;
  return <SelectField {...field} options={locales.map((value) => ({ value, label: language[value] }))} />;
}

/** One of the usual durations, or the one that is kept already. @param none what no duration means */
export function DurationField({ offered, ...field }: FieldProps & { offered: string[]; none?: string }) {
  const { locale } = useConsole();
  const kept = useFilledIn(field.at);
  const all = typeof kept === 'string' && !offered.includes(kept) ? [...offered, kept] : offered;
  return (
    <SelectField {...field} options={all.map((value) => ({ value, label: durationText(value, locale) }))} />
  );
}

/** Asking Intl for its zones takes a while, and they stay the same. */
let zones: string[] | undefined;

/** A place of the IANA time zone database. @param none what no zone means */
export function TimeZoneField(field: FieldProps & { none?: string }) {
  const kept = useFilledIn(field.at);
  zones ??= [...Intl.supportedValuesOf('timeZone'), 'UTC'];
  const all = typeof kept === 'string' && !zones.includes(kept) ? [kept, ...zones] : zones;
  return <SelectField {...field} options={all.map((zone) => ({ value: zone, label: zone }))} />;
}
