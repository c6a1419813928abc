import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import { BlockList, isIP, isIPv6, type LookupFunction } from 'node:net';

/**
 * What lies nowhere on the internet: this host, private networks, links, shared addresses of providers (CGNAT),
 * metadata of clouds, multicast, documentation, benchmarks, what is reserved.
 * https://www.iana.org/assignments/iana-ipv4-special-registry/
 */
const notPublicV4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const;

/**
 * Of IPv6, 2000::/3 alone is given out, and of that not what stands for an address of IPv4 (Teredo, 6to4), for documentation
 * or for benchmarks. https://www.iana.org/assignments/iana-ipv6-special-registry/
 */
const notPublicV6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;

const notPublic = new BlockList();
for (const [net, prefix] of notPublicV4) notPublic.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of notPublicV6) notPublic.addSubnet(net, prefix, 'ipv6');
const givenOut = new BlockList();
givenOut.addSubnet('2000::', 3, 'ipv6');

/** Whether an address of IPv4 or IPv6 can be somebody's on the internet. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false;
  if (!isIPv6(address)) return !notPublic.check(address, 'ipv4');
  return givenOut.check(address, 'ipv6') && !notPublic.check(address, 'ipv6');
}

/** A name leads to where nothing may be sent. */
export class AddressNotAllowed extends Error {
  override readonly name = 'AddressNotAllowed';
}

/** Asks DNS, as `dns.lookup` does. */
export type Lookup = (
  hostname: string,
  options: { all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * What a connection looks its name up with: the addresses that were checked are those that it is made to, so that no second
 * answer of DNS counts. A name of which any address is not public leads nowhere.
 */
export function publicLookup(lookup: Lookup = systemLookup): LookupFunction {
  return (hostname, options, done) => {
    lookup(hostname, { all: true }, (error, addresses) => {
      if (error) return done(error, '', 0);
      const [first] = addresses;
      if (first === undefined || !addresses.every(({ address }) => isPublicAddress(address)))
        return done(new AddressNotAllowed(hostname), '', 0);
      if (options.all) return done(null, addresses);
      return done(null, first.address, first.family);
    });
  };
}
