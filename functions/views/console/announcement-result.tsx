import type { MailCounts } from '../../core/delivery/counts.ts';
import { ButtonLink, LinkLine } from '../kit/form.tsx';
import type { AnnouncementView } from './announcements.tsx';
import { Meter } from './charts.tsx';
import { useConsole, useWords } from './console-context.ts';
import { useReason } from './mail-states.tsx';
import { MailBars } from './numbers.tsx';
import { Table } from './parts.tsx';
import { announcementWords } from './words/announcements.ts';

interface AnnouncementResultProps {
  announcement: AnnouncementView;
  result: MailCounts;
  isPaused: boolean;
}

/** How far sending is, and what came of it; fetched anew as long as it goes on. */
export function AnnouncementResult({ announcement, result, isPaused }: AnnouncementResultProps) {
  const { words, may } = useConsole();
  const announcements = useWords(announcementWords);
  const { announcementId, state, counted = 0 } = announcement;
  const { total = 0, waiting = 0, byState } = result;
  const isOnItsWay = state === 'scheduled' || state === 'sending' || waiting > 0;
  const path = `/console/announcements/${announcementId}`;
  const failed = byState.failed ?? 0;
  const unknown = byState.unknown ?? 0;
  return (
    <section id="result" data-live={isOnItsWay ? '3' : undefined}>
      <h2>{announcements.result}</h2>
      {isOnItsWay && (
        <>
          <Meter
            value={total - waiting}
            most={Math.max(total, counted)}
            label={announcements.progress(total - waiting, Math.max(total, counted))}
          />
          <p class="hint">{announcements.progressHelp}</p>
          {isPaused && (
            <p class="note bad">
              {words.home.needs.lane}. <a href="/console">{words.frame.home}</a>
            </p>
          )}
        </>
      )}
      {total === 0 && !isOnItsWay && <p>{announcements.nobody}</p>}
      <div class="pictures">
        <MailBars mails={[result]} />
      </div>
      <Reasons result={result} />
      {may('editor') && (
        <p class="buttons">
          {(state === 'sending' || state === 'scheduled') && (
            <ButtonLink href={`${path}/cancel`} label={announcements.stop} look="danger" />
          )}
          {failed > 0 && state === 'sent' && (
            <ButtonLink href={`${path}/resend`} label={announcements.resend(failed)} look="second" />
          )}
        </p>
      )}
      {unknown > 0 && (
        <div class="note warn">
          <p>{announcements.unknown(unknown)}</p>
          {may('editor') && <LinkLine href={`${path}/unknown`} label={announcements.decide} />}
        </div>
      )}
    </section>
  );
}

function Reasons({ result }: { result: MailCounts }) {
  const { words } = useConsole();
  const reasonOf = useReason();
  const announcements = useWords(announcementWords);
  if (result.reasons.length === 0) return null;
  const states: Partial<Record<string, string>> = words.states.mail;
  return (
    <Table
      caption={announcements.reasons}
      columns={[announcements.reason, announcements.state, { label: words.numbers.count, isNumber: true }]}
      rows={result.reasons.map(({ state, reason, count }) => [
        reasonOf(reason),
        states[state] ?? state,
        count,
      ])}
    />
  );
}
