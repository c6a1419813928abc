import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What an assembly can do without. */
const silenced = {
  /** SES tells nobody what became of a mail. */
  sesNotices: ({ Type, Properties }: Resource) => {
    if (Type === 'AWS::SES::ConfigurationSetEventDestination')
      Object.assign(Object(Properties.EventDestination), { Enabled: false });
  },
  /** The table's stream calls nobody. */
  stream: ({ Type, Properties }: Resource) => {
    const isOfStream = Type === 'AWS::Lambda::EventSourceMapping' && 'StartingPosition' in Properties;
    if (isOfStream) Properties.Enabled = false;
  },
  /** Nothing runs dispatch by itself. */
  schedule: ({ Type, Properties }: Resource) => {
    if (Type === 'AWS::Scheduler::Schedule') Properties.State = 'DISABLED';
  },
} satisfies Record<string, (resource: Resource) => void>;

interface Resource {
  Type: string;
  Properties: Record<string, unknown>;
}

/** Copies an assembly without some of what it does by itself. */
export function without(parts: readonly (keyof typeof silenced)[], assembly: string, copy: string): void {
  cpSync(assembly, copy, { recursive: true });
  for (const name of readdirSync(copy).filter((file) => file.endsWith('.template.json'))) {
    const template = JSON.parse(readFileSync(path.join(copy, name), 'utf8'));
    for (const resource of Object.values<Resource>(template.Resources))
      for (const part of parts) silenced[part](resource);
    writeFileSync(path.join(copy, name), JSON.stringify(template));
  }
}
