import type { ComponentChildren } from 'preact';
import type { Option } from './fields.tsx';

/** A form that changes nothing and chooses what is shown: a GET, so that it can be kept as a bookmark. */
export function Filter({
  action,
  submit,
  children,
}: {
  action: string;
  submit: string;
  children: ComponentChildren;
}) {
  return (
    <form method="get" action={action} class="filter">
      {children}
      <button class="button second" type="submit">
        {submit}
      </button>
    </form>
  );
}

interface Shared {
  name: string;
  label: string;
}

export function FilterText({
  name,
  label,
  value,
  isRequired,
}: Shared & { value?: string | undefined; isRequired?: boolean }) {
  return (
    <div class="field">
      <label for={`filter-${name}`}>{label}</label>
      <input
        id={`filter-${name}`}
        name={name}
        value={value}
        maxLength={200}
        required={isRequired}
        pattern={isRequired ? '.*\\S.*' : undefined}
        autocomplete="off"
      />
    </div>
  );
}

export function FilterSelect({
  name,
  label,
  value,
  none,
  options,
}: Shared & { value?: string | undefined; none: string; options: Option[] }) {
  return (
    <div class="field">
      <label for={`filter-${name}`}>{label}</label>
      <select id={`filter-${name}`} name={name}>
        <option value="">{none}</option>
        {options.map((one) => (
          <option value={one.value} selected={one.value === value}>
            {one.label}
          </option>
        ))}
      </select>
    </div>
  );
}

export function FilterTick({ name, label, isTicked }: Shared & { isTicked: boolean }) {
  return (
    <div class="choice">
      <input type="checkbox" id={`filter-${name}`} name={name} value="true" checked={isTicked} />
      <label for={`filter-${name}`}>{label}</label>
    </div>
  );
}
