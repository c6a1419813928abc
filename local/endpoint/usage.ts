/** What one function used since the start, in the units that AWS bills. */
export interface Used {
  invocations: number;
  /** From the call to the answer, starting up included. */
  milliseconds: number;
  readUnits: number;
  writeUnits: number;
}

/** Each function's bill: invocations, their time, and the table's units as the database counts them. */
export class Usage {
  readonly #used = new Map<string, Used>();
  readonly #atOnce = new Map<string, { now: number; most: number }>();

  began(functionName: string): void {
    const { now, most } = this.#atOnce.get(functionName) ?? { now: 0, most: 0 };
    this.#atOnce.set(functionName, { now: now + 1, most: Math.max(most, now + 1) });
  }

  invoked(functionName: string, milliseconds: number): void {
    const used = this.#of(functionName);
    used.invocations += 1;
    used.milliseconds += milliseconds;
    const { now, most } = this.#atOnce.get(functionName) ?? { now: 1, most: 1 };
    this.#atOnce.set(functionName, { now: now - 1, most });
  }

  /** How many invocations of the function whose name contains the text were under way at a time, at most. */
  mostAtOnce(functionPart: string): number {
    const found = [...this.#atOnce].filter(([name]) => name.includes(functionPart));
    return Math.max(0, ...found.map(([, { most }]) => most));
  }

  consumed(functionName: string, kind: 'read' | 'write', units: number): void {
    const used = this.#of(functionName);
    if (kind === 'read') used.readUnits += units;
    else used.writeUnits += units;
  }

  byFunction(): ReadonlyMap<string, Used> {
    return new Map([...this.#used].map(([name, used]) => [name, { ...used }]));
  }

  #of(functionName: string): Used {
    const known = this.#used.get(functionName);
    if (known) return known;
    const used = { invocations: 0, milliseconds: 0, readUnits: 0, writeUnits: 0 };
    this.#used.set(functionName, used);
    return used;
  }
}
