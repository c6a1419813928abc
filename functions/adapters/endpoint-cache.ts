/**
 * Stands in the bundles for `@aws-sdk/endpoint-cache`: DynamoDB's client makes one for endpoint discovery, which no
 * environment here turns on, and it would bring a cache's library along (8 kB).
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-endpoint-discovery.html
 */
export class EndpointCache {}
