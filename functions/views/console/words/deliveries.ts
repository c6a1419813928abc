import { deliveries as de } from './de/deliveries.ts';
import { deliveries as en } from './en/deliveries.ts';

export const deliveryWords = { de, en };
