import { locales } from '../../functions/core/values/locale.ts';
import { loadWords } from '../../functions/views/words/index.ts';

/** Tests of what is said read words at once, as they stand once they are loaded. */
await Promise.all(locales.map(loadWords));
