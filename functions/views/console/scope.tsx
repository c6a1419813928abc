import type { SeriesItem } from '../../core/table/items.ts';
import { Right } from '../../core/table/organiser-items.ts';
import { inLocale } from '../../core/values/locale.ts';
import { ChoiceField } from '../kit/fields.tsx';
import { useConsole, useWords } from './console-context.ts';
import { type FieldTexts, useFilledIn } from './form.tsx';
import { accessWords } from './words/access.ts';

const roleOrder = ['viewer', 'editor', 'owner'] as const;

/** What the fields of `ScopeFields` are called. */
export function useScopeFields(): FieldTexts {
  const { isEverywhere } = useConsole();
  const access = useWords(accessWords);
  return {
    '/reach': access.scope,
    '/seriesIds': { label: access.series, help: isEverywhere && access.seriesHelp },
  };
}

/** What the fields of `RoleAndScope` are called. */
export function useReachFields(): FieldTexts {
  const access = useWords(accessWords);
  return {
    '/role': access.role,
    '/rightsBy': { label: access.rights, help: access.rightsHelp },
    '/rights': { label: access.chosenRights, help: access.chosenRightsHelp },
    ...useScopeFields(),
  };
}

/** What somebody may do, and in which series. */
export function RoleAndScope({ series }: { series: SeriesItem[] }) {
  const { words } = useConsole();
  const access = useWords(accessWords);
  return (
    <>
      <ChoiceField
        at="/role"
        type="radio"
        options={roleOrder.map((value) => ({
          value,
          label: words.roles[value],
          help: access.roleHelp[value],
        }))}
      />
      <ChoiceField
        at="/rightsBy"
        type="radio"
        preset="role"
        options={(['role', 'chosen'] as const).map((value) => ({ value, label: access.rightsBy[value] }))}
      />
      <ChoiceField
        at="/rights"
        type="checkbox"
        options={Right.options.map((value) => ({ value, label: access.rightNames[value] }))}
      />
      <ScopeFields series={series} />
    </>
  );
}

/** For which series something is. */
export function ScopeFields({ series }: { series: SeriesItem[] }) {
  const { locale, isEverywhere } = useConsole();
  const access = useWords(accessWords);
  const chosen = useFilledIn('/seriesIds');
  const known = series.map(({ seriesId, title }) => ({ value: seriesId, label: inLocale(title, locale) }));
  // Series that are gone stay chosen as long as nobody takes them out.
  const gone = (Array.isArray(chosen) ? chosen : [])
    .map(String)
    .filter((seriesId) => !known.some(({ value }) => value === seriesId));
  return (
    <>
      {isEverywhere && (
        <ChoiceField
          at="/reach"
          type="radio"
          preset="some"
          options={(['all', 'some'] as const).map((value) => ({ value, label: access.scopes[value] }))}
        />
      )}
      <ChoiceField
        at="/seriesIds"
        type="checkbox"
        options={[...known, ...gone.map((value) => ({ value, label: value }))]}
      />
    </>
  );
}

/** Rights beside a role, in words. */
export function RightsInWords({ rights }: { rights: readonly Right[] }) {
  const access = useWords(accessWords);
  if (rights.length === 0) return <>{access.noRights}</>;
  if (rights.length === Right.options.length) return <>{access.everywhere}</>;
  return <>{rights.map((right) => access.rightNames[right]).join(', ')}</>;
}

interface ScopeInWordsProps {
  seriesIds: readonly string[] | undefined;
  series: SeriesItem[];
}

/** The series that somebody has, in words. */
export function ScopeInWords({ seriesIds, series }: ScopeInWordsProps) {
  const { locale } = useConsole();
  const access = useWords(accessWords);
  if (seriesIds === undefined) return <>{access.everywhere}</>;
  const titles = seriesIds.map((seriesId) => {
    const found = series.find((one) => one.seriesId === seriesId);
    return found === undefined ? seriesId : inLocale(found.title, locale);
  });
  return <>{titles.join(', ')}</>;
}
