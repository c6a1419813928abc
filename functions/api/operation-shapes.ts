import type { Operation } from './operation.ts';

/** What many operations have in common. */
export const paged = {
  limit: 'how many at most, 1 to 500; else 100',
  cursor: 'nextCursor of the page before',
};
export const changing = [404, 409, 412, 422];
export const json: Operation['answers'] = { 200: 'json' };
export const created: Operation['answers'] = { 201: 'json' };
export const list: Operation['answers'] = { 200: 'list' };
export const accepted: Operation['answers'] = { 202: 'json' };
export const gone: Operation['answers'] = { 204: 'empty' };
