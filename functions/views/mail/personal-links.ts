import type { Locale } from '../../core/values/locale.ts';
import { listOf, quoted } from '../dates.ts';
import { wordsOf } from '../words/index.ts';
import { type Block, type Link, plainText } from './blocks.ts';

function linksIn(block: Block): Link[] {
  switch (block.kind) {
    case 'paragraph':
    case 'smallPrint':
      return block.link ? [block.link] : [];
    case 'button':
      return [block.link];
    case 'event':
      return block.lines.flatMap((line) => ('link' in line ? [line.link] : []));
    default:
      return [];
  }
}

/**
 * What is said of a mail's links that are not for everybody, by their names: which are its reader's alone, and which
 * are theirs to give to whom they registered, with the calendar files. Nothing where there is none.
 */
export function ofPersonalLinks(blocks: readonly Block[], hasFile: boolean, locale: Locale): string[] {
  const { own, others, theLink, theFile, handOn } = wordsOf(locale).mail.personal;
  const links = blocks.flatMap(linksIn).filter(({ isPersonal }) => isPersonal);
  const names = (of: Link[]) => [...new Set(of.map(({ text }) => plainText(text)))];
  const persons = [...new Set(links.flatMap(({ person }) => person ?? []))];
  const ofOthers = names(links.filter(({ person }) => person !== undefined));
  const ofReader = names(links).filter((name) => !ofOthers.includes(name));
  const isMixed = links.some(({ text, person }) => !person && ofOthers.includes(plainText(text)));
  const [person] = persons.length === 1 && !isMixed ? persons : [];
  const what = listOf(
    [...ofOthers.map((name) => theLink(quoted([name], locale))), ...(hasFile ? [theFile] : [])],
    locale,
  );
  return [
    ...(ofReader.length > 0 ? [own(ofReader.length, quoted(ofReader, locale))] : []),
    ...(ofOthers.length > 0 ? [person === undefined ? others(what) : handOn(what, person)] : []),
  ];
}
