import { createWriteStream } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { Failure } from './failure.ts';

/** A file's bytes; those of standard input for `-`. @throws Failure that names the file */
export async function bytesOf(file: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(file === '-' ? await buffer(process.stdin) : await readFile(file));
  } catch (error) {
    throw new Failure('usage', `${file} can't be read: ${error instanceof Error ? error.message : error}`);
  }
}

/** @throws Failure that names the file and what is wrong with its JSON */
export async function jsonOf(file: string): Promise<unknown> {
  const text = new TextDecoder().decode(await bytesOf(file));
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Failure('usage', `${file} is not JSON: ${error instanceof Error ? error.message : error}`);
  }
}

/** Writes a file that is there whole or not at all. */
export async function writeWhole(file: string, pieces: AsyncIterable<string | Uint8Array>): Promise<void> {
  const part = `${file}.part`;
  try {
    await pipeline(pieces, createWriteStream(part, { mode: 0o600 }));
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    if (error instanceof Failure) throw error;
    throw new Failure('usage', `${file} can't be written: ${error instanceof Error ? error.message : error}`);
  }
}
