import { expect, test } from 'vitest';
import { emulated } from '../../../local/dynamodb/dialect.ts';

test.each([
  [
    'UPDATE "t" SET "a"=? SET "b"=? REMOVE "c" REMOVE "d" WHERE "pk"=? AND "sk"=?',
    'UPDATE "t" SET "a"=?, "b"=? REMOVE "c", "d" WHERE "pk"=? AND "sk"=?',
  ],
  [
    `UPDATE "t" SET "a SET b"='it''s SET c' SET "d"=1 WHERE "pk"='x REMOVE y'`,
    `UPDATE "t" SET "a SET b"='it''s SET c', "d"=1 WHERE "pk"='x REMOVE y'`,
  ],
  [`INSERT INTO "t" VALUE {'SET': ?, ' SET SET ': ?}`, `INSERT INTO "t" VALUE {'SET': ?, ' SET SET ': ?}`],
  ['SELECT * FROM "t" WHERE "a"=?', 'SELECT * FROM "t" WHERE "a"=?'],
])('a list of clauses stands in the emulator’s words: %s', (statement, expected) => {
  expect(emulated(statement)).toBe(expected);
});
