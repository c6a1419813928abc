import { AttendanceMode } from '../../core/table/place.ts';
import { Way } from '../../core/table/way.ts';
import { ChoiceField, LinesField, TextField, TickField } from '../kit/fields.tsx';
import { useConsole } from './console-context.ts';
import { LocalisedField } from './fields.tsx';
import { type Filled, valueAt } from './form.tsx';

/** How one takes part; the place is folded away where there is none. */
export function Where({ filled }: { filled: Filled }) {
  const { groups, attendanceModes, placeTitle } = useConsole().words.events;
  const isThere =
    valueAt(filled.body, '/place') !== undefined ||
    filled.faults.some(({ pointer }) => pointer.startsWith('/place'));
  return (
    <fieldset class="group">
      <legend>{groups.where}</legend>
      <ChoiceField
        at="/attendanceMode"
        type="radio"
        preset="online"
        options={AttendanceMode.options.map((value) => ({ value, label: attendanceModes[value] }))}
      />
      <details class="row" open={isThere}>
        <summary>{placeTitle}</summary>
        <TextField at="/place/name" isRequired={false} maxLength={150} />
        <LinesField at="/place/address" isRequired={false} />
        <LocalisedField at="/place/directions" isRequired={false} isLong maxLength={2000} />
        <LocalisedField at="/place/accessibility" isRequired={false} isLong maxLength={2000} />
        <div class="pair">
          <TextField
            at="/place/coordinates/latitude"
            type="number"
            {...{ min: -90, max: 90, step: 'any' }}
            isRequired={false}
          />
          <TextField
            at="/place/coordinates/longitude"
            type="number"
            {...{ min: -180, max: 180, step: 'any' }}
            isRequired={false}
          />
        </div>
      </details>
    </fieldset>
  );
}

/** Places for each way of a hybrid event, folded away where it has none. */
export function WayPlaces({ filled }: { filled: Filled }) {
  const { groups } = useConsole().words.events;
  const isThere =
    valueAt(filled.body, '/ways') !== undefined ||
    filled.faults.some(({ pointer }) => pointer.startsWith('/ways'));
  return (
    <details class="row" open={isThere}>
      <summary>{groups.wayPlaces}</summary>
      {Way.options.map((way) => (
        <>
          <TextField
            at={`/ways/${way}/capacity`}
            type="number"
            {...{ min: 1, max: 100_000 }}
            isRequired={false}
          />
          <TickField at={`/ways/${way}/waitingList`} />
        </>
      ))}
    </details>
  );
}
