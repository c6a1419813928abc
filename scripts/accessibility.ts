import { englishPart, germanPart, tested } from './accessibility/statement.ts';

/** `npm run accessibility`: the part of the statement on accessibility that comes from the tests, to be put into the operator's own. */
console.log(`${germanPart(tested())}\n${englishPart(tested())}`);
