import { createSocket } from 'node:dgram';

type Data = { cname: string } | { mx: [number, string] } | { txt: string };
export type Zone = Record<string, Data[]>;

const types = { cname: 5, mx: 15, txt: 16 } as const;

/** A DNS server on this machine that knows CNAME, MX and TXT (RFC 1035): what is not in the zone has no name. */
export async function startNameServer(zone: Zone): Promise<{ address: string; stop: () => Promise<void> }> {
  const socket = createSocket('udp4');
  socket.on('message', (query, from) => socket.send(answerTo(query, zone), from.port, from.address));
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${socket.address().port}`,
    stop: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

function answerTo(query: Buffer, zone: Zone): Buffer {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  const question = query.subarray(12, at + 5);
  const type = query.readUInt16BE(at + 1);
  const records = zone[labels.join('.').toLowerCase()];
  const found = (records ?? []).map(encoded).filter((record) => record.type === type);
  const header = Buffer.alloc(12);
  query.copy(header, 0, 0, 2);
  header.writeUInt16BE(records ? 0x8580 : 0x8583, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(found.length, 6);
  const answers = found.flatMap(({ data }) => {
    const fixed = Buffer.alloc(12);
    fixed.writeUInt16BE(0xc00c, 0);
    fixed.writeUInt16BE(type, 2);
    fixed.writeUInt16BE(1, 4);
    fixed.writeUInt32BE(60, 6);
    fixed.writeUInt16BE(data.length, 10);
    return [fixed, data];
  });
  return Buffer.concat([header, question, ...answers]);
}

function encoded(record: Data): { type: number; data: Buffer } {
  if ('cname' in record) return { type: types.cname, data: name(record.cname) };
  if ('txt' in record) {
    const text = Buffer.from(record.txt);
    return { type: types.txt, data: Buffer.concat([Buffer.from([text.length]), text]) };
  }
  const [priority, exchange] = record.mx;
  return {
    type: types.mx,
    data: Buffer.concat([Buffer.from([priority >> 8, priority & 255]), name(exchange)]),
  };
}

function name(domain: string): Buffer {
  const labels = domain
    .split('.')
    .filter((label) => label !== '')
    .map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)]));
  return Buffer.concat([...labels, Buffer.from([0])]);
}
