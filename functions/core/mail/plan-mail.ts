import type { Context } from '../table/context.ts';
import type { DeliveryItem } from '../table/items.ts';
import { trialContent } from './announcement-mail.ts';
import { erasureNoticeContent } from './erasure-notice.ts';
import { linkMail } from './link-mail.ts';
import { loginContent } from './login-mail.ts';
import type { Planned, Shared } from './mail-plan.ts';
import { organiserMail } from './organiser-mail.ts';
import { registrationMail } from './registration-mail.ts';
import { objectionAnsweredMail, requestDueContent } from './request-mail.ts';
import { signUpMail } from './sign-up-mail.ts';
import { stepsMail } from './steps-mail.ts';
import { subscriberMail } from './subscribers.ts';
import { webhookDisabledContent } from './webhook-mail.ts';

/** Reads what a delivery is about and says what its mail holds, or why there is none any longer. */
export async function planMail(delivery: DeliveryItem, context: Context, shared: Shared): Promise<Planned> {
  const { template, registrationId, trial } = delivery;
  if (template === 'login') return organiserMail(await loginContent(delivery, context), context);
  if (template === 'requestDue') return organiserMail(await requestDueContent(delivery, context), context);
  if (template === 'webhookDisabled')
    return organiserMail(await webhookDisabledContent(delivery, context), context);
  const series = await shared.series(delivery.seriesId);
  if (series === undefined) return { skip: 'seriesGone' };
  const planning = { delivery, series, context, shared };
  switch (template) {
    case 'verification':
    case 'nudge':
    case 'unconfirmedCancelled':
      return signUpMail(planning);
    case 'confirmation':
      if (registrationId === undefined) return signUpMail(planning);
      return delivery.recipientId === delivery.personHash
        ? stepsMail(planning)
        : registrationMail(template, planning);
    case 'announcement':
      if (registrationId !== undefined) return registrationMail(template, planning);
      if (trial === undefined) return subscriberMail(planning);
      return organiserMail(await trialContent(delivery, series, context), context, series);
    case 'promoted':
    case 'noPlace':
    case 'reminder':
    case 'moved':
    case 'changed':
    case 'cancellation':
    case 'eventCancelled':
    case 'documentation':
      return registrationMail(template, planning);
    case 'link':
      return linkMail(planning);
    case 'objectionAnswered':
      return objectionAnsweredMail(planning);
    case 'erasureNotice': {
      const notice = await erasureNoticeContent(delivery, series, context);
      return 'skip' in notice ? notice : organiserMail(notice, context, series);
    }
    case 'waiting':
      // The words of a confirmation: no delivery is one.
      return { skip: 'unknownTemplate' };
    default:
      return template satisfies never;
  }
}
