import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const functions = path.resolve(import.meta.dirname, '../../functions');

test.each(['views/pages/style.ts', 'client/console.css', 'client/signup/style.ts', 'client/events/style.ts'])(
  '%s names where lines begin and end, not left and right',
  (file) => {
    const styles = readFileSync(path.join(functions, file), 'utf8');
    // What floats over the whole width has no side.
    const sided = styles.replace('float: left;\n  width: 100%', '');
    expect(sided.match(/[^\n;{]*\b(?:left|right)\b[^\n;}]*/g) ?? []).toEqual([]);
  },
);
