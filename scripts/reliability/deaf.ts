import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The same assembly, in which SES tells nobody what became of a mail. */
export function withoutFeedback(assembly: string, copy: string): void {
  changed(assembly, copy, ({ Type, Properties }) => {
    if (Type === 'AWS::SES::ConfigurationSetEventDestination')
      Object.assign(Object(Properties.EventDestination), { Enabled: false });
  });
}

/** The same assembly, in which the table's stream calls nobody. */
export function withoutStream(assembly: string, copy: string): void {
  changed(assembly, copy, ({ Type, Properties }) => {
    if (Type === 'AWS::Lambda::EventSourceMapping') Properties.Enabled = false;
  });
}

interface Resource {
  Type: string;
  Properties: Record<string, unknown>;
}

function changed(assembly: string, copy: string, change: (resource: Resource) => void): void {
  cpSync(assembly, copy, { recursive: true });
  for (const name of readdirSync(copy).filter((file) => file.endsWith('.template.json'))) {
    const template = JSON.parse(readFileSync(path.join(copy, name), 'utf8'));
    for (const resource of Object.values<Resource>(template.Resources)) change(resource);
    writeFileSync(path.join(copy, name), JSON.stringify(template));
  }
}
