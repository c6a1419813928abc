import type { RegistrationItem } from '../table/items.ts';
import { normaliseEmail } from '../values/keys.ts';
import type { ReportPerson } from './attendance-people.ts';
import { type Likeness, likeness, namesIn, nameWords, plainWord, scores } from './names-alike.ts';

/** Somebody who is registered and may be meant: an organiser says so, nobody is recorded by a name alone. */
export interface Suggestion {
  registrationId: string;
  /** From 0 to 1. */
  score: number;
  reason: Likeness;
}

const mostSuggestions = 5;

/** Between people of one address these tell who it is. */
const surelyAlike = ['sameName', 'otherOrder', 'otherSpelling'] as const;

/** Finds those whom a report names among those who are registered. */
export class Matcher {
  readonly #byAddress: ReadonlyMap<string, RegistrationItem[]>;
  readonly #words = new Map<string, string[]>();
  /** Who has a word in their name, so that not everybody is compared to everybody. */
  readonly #byWord = new Map<string, RegistrationItem[]>();

  constructor(registrations: readonly RegistrationItem[]) {
    this.#byAddress = Map.groupBy(registrations, (one) => mailboxOf(one.email));
    for (const registration of registrations) {
      const words = nameWords(registration.name ?? '');
      this.#words.set(registration.registrationId, words);
      for (const word of new Set(words.map(plainWord))) {
        const others = this.#byWord.get(word);
        if (others === undefined) this.#byWord.set(word, [registration]);
        else others.push(registration);
      }
    }
  }

  /** Whether several people are registered by an address. */
  readonly isShared = (address: string) => (this.#byAddress.get(mailboxOf(address))?.length ?? 0) > 1;

  /** Whose address it is; of several people at one address, the only one of that name. */
  byAddress({ name, addresses }: ReportPerson): RegistrationItem | undefined {
    const own = this.#at(addresses);
    if (own.size < 2) return [...own][0];
    const isNamed = (one: RegistrationItem) =>
      surelyAlike.some((reason) => reason === this.#likeness(name, one));
    const named = [...own].filter(isNamed);
    return named.length === 1 ? named[0] : undefined;
  }

  /** Who may be meant by a name, or by an address that several share, the likeliest first. */
  suggested({ name, addresses }: ReportPerson): Suggestion[] {
    const words = namesIn(name).flatMap(nameWords).map(plainWord);
    const own = this.#at(addresses);
    const found = new Set([...own, ...words.flatMap((word) => this.#byWord.get(word) ?? [])]);
    return [...found]
      .flatMap((one): Suggestion[] => {
        const reason = this.#likeness(name, one) ?? (own.has(one) ? 'sameAddress' : undefined);
        return reason === undefined
          ? []
          : [{ registrationId: one.registrationId, score: scores[reason], reason }];
      })
      .toSorted((a, b) => b.score - a.score)
      .slice(0, mostSuggestions);
  }

  #at(addresses: readonly string[]): Set<RegistrationItem> {
    return new Set(addresses.flatMap((email) => this.#byAddress.get(mailboxOf(email)) ?? []));
  }

  #likeness(shown: string, { registrationId }: RegistrationItem): Likeness | undefined {
    const words = this.#words.get(registrationId) ?? [];
    const all = namesIn(shown).flatMap((name) => likeness(nameWords(name), words) ?? []);
    return all.toSorted((a, b) => scores[b] - scores[a])[0];
  }
}

/** Addresses of one mailbox are one: Google delivers both of its domains to it. */
const mailboxOf = (email: string) => normaliseEmail(email).replace(/@googlemail\.com$/, '@gmail.com');
