import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type * as z from 'zod';
import { claim } from './claim.ts';

/**
 * What the runner keeps beside the table: one SQLite file in its folder, each change on disk before it is answered.
 */
export class Store {
  readonly directory: string;
  readonly database: DatabaseSync;
  readonly #release: () => void;

  /**
   * @param fresh forgets what the folder holds
   * @throws when another runner has the folder
   */
  constructor(directory: string, { fresh = false } = {}) {
    this.directory = path.resolve(directory);
    mkdirSync(this.directory, { recursive: true });
    this.#release = claim(this.directory);
    if (fresh) {
      for (const name of [
        'state.db',
        'state.db-wal',
        'state.db-shm',
        'table.db',
        'table.db-wal',
        'table.db-shm',
        'logs',
      ]) {
        rmSync(path.join(this.directory, name), { recursive: true, force: true });
      }
    }
    mkdirSync(this.file('logs'), { recursive: true });
    this.database = new DatabaseSync(this.file('state.db'));
    // NORMAL survives the end of the process; only the loss of the whole machine could take the last transactions.
    this.database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    this.database.exec(`
      CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS dead_letters (number INTEGER PRIMARY KEY, function TEXT NOT NULL, reason TEXT NOT NULL,
        input TEXT NOT NULL);
    `);
  }

  file(name: string): string {
    return path.join(this.directory, name);
  }

  get<T>(name: string, schema: z.ZodType<T>): T | undefined {
    const row = this.database.prepare('SELECT value FROM settings WHERE name = ?').get(name);
    return row ? schema.parse(JSON.parse(String(row.value))) : undefined;
  }

  set(name: string, value: unknown): void {
    this.database
      .prepare('INSERT INTO settings VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value')
      .run(name, JSON.stringify(value));
  }

  /** Keeps what a function would not take, in place of a dead-letter queue. */
  setAside(functionName: string, reason: string, input: unknown): void {
    this.database
      .prepare('INSERT INTO dead_letters (function, reason, input) VALUES (?, ?, ?)')
      .run(functionName, reason, JSON.stringify(input));
  }

  deadLetters(): { function: string; reason: string; input: unknown }[] {
    return this.database
      .prepare('SELECT * FROM dead_letters ORDER BY number')
      .all()
      .map((row) => ({
        function: String(row.function),
        reason: String(row.reason),
        input: JSON.parse(String(row.input)),
      }));
  }

  end(): void {
    this.database.close();
    this.#release();
  }
}
