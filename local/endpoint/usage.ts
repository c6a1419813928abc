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

  invoked(functionName: string, milliseconds: number): void {
    const used = this.#of(functionName);
    used.invocations += 1;
    used.milliseconds += milliseconds;
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
