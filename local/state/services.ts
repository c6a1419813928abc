/** Something that was started and has to be ended. */
export interface Service {
  end(): void | Promise<void>;
}

/** What has been started, in order; ended in reverse, each whatever happens to the others. */
export class Services {
  readonly #started: Service[] = [];

  add<T extends Service>(service: T): T {
    this.#started.push(service);
    return service;
  }

  async end(): Promise<void> {
    const faults: unknown[] = [];
    for (const service of this.#started.splice(0).reverse()) {
      try {
        await service.end();
      } catch (error) {
        faults.push(error);
      }
    }
    if (faults.length > 0)
      throw new AggregateError(faults, `ending failed: ${faults.map(String).join('; ')}`);
  }
}
