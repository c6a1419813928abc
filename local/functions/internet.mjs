/**
 * The internet, where a test plays it: what names lead to by DNS, and one server that listens wherever they lead. It stands in
 * for resolver and network alone; what a function makes of the addresses is its own.
 */
import dns from 'node:dns';
import { readFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import tls from 'node:tls';

/** @param {string} file what it is at this moment: an `Internet` of protocol.ts */
export function playInternet(file) {
  /** @returns {import('./protocol.ts').Internet} */
  const internet = () => JSON.parse(readFileSync(file, 'utf8'));

  dns.lookup = (hostname, _options, done) => {
    const addresses = internet().names[hostname];
    process.nextTick(() => {
      if (addresses !== undefined) return done(null, addresses);
      done(Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: 'ENOTFOUND' }));
    });
  };

  const { connect } = tls;
  tls.connect = (options) => {
    const { port, ca } = internet();
    // Where the function lets the name lead is asked as Node would; then it leads to the server on this machine.
    const lookup = (hostname, how, done) =>
      options.lookup(hostname, how, (error) => {
        if (error) done(error);
        else if (how.all) done(null, [{ address: '127.0.0.1', family: 4 }]);
        else done(null, '127.0.0.1', 4);
      });
    return connect({ ...options, lookup, port, ca });
  };
  syncBuiltinESMExports();
}
