import type { SuppressionItem } from '../../core/table/suppression-item.ts';
import { moment } from '../dates.ts';
import { TextField } from '../kit/fields.tsx';
import { ButtonLink } from '../kit/form.tsx';
import { Facts } from '../kit/parts.tsx';
import { useConsole, useWords } from './console-context.ts';
import { type Filled, Form } from './form.tsx';
import { Screen } from './screen.tsx';
import { suppressionWords } from './words/suppressions.ts';

const path = '/console/suppressions';

interface SuppressionsScreenProps {
  filled?: Filled | undefined;
  /** What was looked up; absent before. */
  email?: string;
  found?: SuppressionItem[];
}

/** Why an address gets no mail, and the way to let it have some again. */
export function SuppressionsScreen({ filled, email, found }: SuppressionsScreenProps) {
  const suppressions = useWords(suppressionWords);
  const inForce = found?.find(({ liftedAt }) => liftedAt === undefined);
  return (
    <Screen
      title={suppressions.title}
      lead={<p>{suppressions.lead}</p>}
      action={<ButtonLink href={`${path}/due`} label={suppressions.due} look="second" />}
    >
      <Form
        action={path}
        fields={{ '/email': { label: suppressions.email, help: suppressions.emailHelp } }}
        filled={filled}
        submit={suppressions.lookUp}
      >
        <TextField at="/email" type="email" isRequired />
      </Form>
      {found !== undefined && email !== undefined && (
        <section>
          <h2>{email}</h2>
          {found.length === 0 && <p class="note good">{suppressions.none}</p>}
          {found.map((item) => (
            <Suppression item={item} />
          ))}
          {inForce && <Lift email={email} item={inForce} />}
        </section>
      )}
    </Screen>
  );
}

function Suppression({ item }: { item: SuppressionItem }) {
  const { locale, timeZone } = useConsole();
  const suppressions = useWords(suppressionWords);
  const { scope, reason, detail, createdAt, liftedAt, liftedBy } = item;
  return (
    <Facts
      facts={[
        [suppressions.scope, suppressions.scopes[scope]],
        [suppressions.reason, suppressions.reasons[reason]],
        [suppressions.detail, detail],
        [suppressions.since, moment(createdAt, timeZone, locale)],
        [
          suppressions.lifted,
          liftedAt && suppressions.liftedBy(moment(liftedAt, timeZone, locale), liftedBy ?? ''),
        ],
      ]}
    />
  );
}

/** What lifting does, and its one button. */
function Lift({ email, item }: { email: string; item: SuppressionItem }) {
  const suppressions = useWords(suppressionWords);
  return (
    <>
      <p class="note warn">
        {suppressions.lifting[item.reason]} {suppressions.liftingHelp}
      </p>
      <Form action={`${path}/lift`} submit={suppressions.lift} look="danger" cancel={path}>
        <input type="hidden" name="/email" value={email} />
      </Form>
    </>
  );
}
