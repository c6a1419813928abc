import { JumpRefused } from '../../local/clock/jump.ts';
import type { Runner } from '../../local/index.ts';

/** Waits until nothing runs and nothing waits, however long that takes, as long as calls are made meanwhile. */
export async function quiet({ settle, calls }: Pick<Runner, 'settle' | 'calls'>): Promise<void> {
  const made = () => calls.list().reduce((sum, call) => sum + call.count, 0);
  for (;;) {
    const before = made();
    try {
      return await settle();
    } catch (error) {
      const since = made() - before;
      if (!(error instanceof JumpRefused) || since === 0) throw error;
      console.error(`  … still busy, ${since} calls since it was last said`);
    }
  }
}
