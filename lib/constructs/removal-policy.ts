import { RemovalPolicy } from 'aws-cdk-lib';
import type { StageConfiguration } from '../stage-configuration.ts';

/**
 * What becomes of a resource that holds data when its stack is deleted. One that was made by a deployment that failed
 * holds none, and goes with it: else the next deployment would find its name taken.
 */
export function removalPolicy(stage: StageConfiguration): RemovalPolicy {
  return stage.removal === 'retain' ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
}
