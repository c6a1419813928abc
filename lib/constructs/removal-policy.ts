import { RemovalPolicy } from 'aws-cdk-lib';
import type { StageConfiguration } from '../stage-configuration.ts';

/** What becomes of a resource that holds data when its stack is deleted. */
export function removalPolicy(stage: StageConfiguration): RemovalPolicy {
  return stage.removal === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
}
