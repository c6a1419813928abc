/** Routes that take an address from anybody; the console's login is no route of its own. */
export const takingAddresses: ReadonlySet<string> = new Set([
  'POST /v1/registrations',
  'POST /link',
  'POST /registration/{token}/address',
  'POST /v1/organiser/login',
]);

/** How far apart the times of answers lie, in milliseconds: several times what the work takes, or steps tell more than none. */
const step = 100;

/**
 * Answers at a whole multiple of a step after the call came, faults too. Who is known costs tenths of a millisecond more to
 * read: too little to be seen in one answer, enough for hundreds (docs/decisions/131).
 */
export async function inSteps<T>(answer: () => Promise<T>): Promise<T> {
  const from = performance.now();
  try {
    return await answer();
  } finally {
    const end = from + Math.ceil((performance.now() - from) / step) * step;
    // Node's timers go by whole milliseconds and may end before their time.
    for (let left = end - performance.now(); left > 0; left = end - performance.now()) {
      await new Promise((ended) => setTimeout(ended, Math.ceil(left)));
    }
  }
}
