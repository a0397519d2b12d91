import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Trouble } from '@/platform/trouble';

/** How each secret is made. Hex and base64url only: they stand in addresses and headers as they are. */
const makers = {
  authSecret: () => randomBytes(32).toString('base64url'),
  postgresPassword: () => randomBytes(24).toString('base64url'),
  redisToken: () => randomBytes(24).toString('base64url'),
  uploadthingApiKey: () => `sk_live_${randomBytes(32).toString('hex')}`,
  uploadthingAppId: () => randomBytes(5).toString('hex'),
  inngestEventKey: () => randomBytes(24).toString('hex'),
  inngestSigningKey: () => `signkey-prod-${randomBytes(32).toString('hex')}`,
  mailToken: () => randomBytes(24).toString('base64url'),
};

export type Secrets = Record<keyof typeof makers, string>;

const schema = z.partialRecord(z.enum(Object.keys(makers) as [keyof Secrets]), z.string().min(1));

/** A full set of new secrets; `kept` ones stay. */
export function makeSecrets(kept: Partial<Secrets> = {}): Secrets {
  const made = Object.entries(makers).map(([name, make]) => [name, kept[name as keyof Secrets] ?? make()]);
  return Object.fromEntries(made) as Secrets;
}

/**
 * The secrets of a data folder, made on first use into `secrets.json`, readable by the owner alone. One that a newer version
 * brought is added; none ever changes: sessions, stored files and the database depend on them.
 * @throws Trouble when the file is there and cannot be understood
 */
export function secretsOf(dataDir: string): Secrets {
  const path = join(dataDir, 'secrets.json');
  const kept = existsSync(path) ? read(path) : {};
  const secrets = makeSecrets(kept);
  if (Object.keys(kept).length < Object.keys(secrets).length) {
    const staging = `${path}.new`;
    writeFileSync(staging, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
    renameSync(staging, path);
  }
  return secrets;
}

function read(path: string): Partial<Secrets> {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    throw new Trouble(
      `${path} cannot be read as the secrets of this site: restore it from a backup; without it the database and the sessions stay closed.`,
    );
  }
}
