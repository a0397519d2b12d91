import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import PostalMime, { type Address } from 'postal-mime';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import type { Behaviour } from './behaviour';
import type { Mail, Mailbox } from './mailbox';

const mailMaxBytes = 5 * 1024 * 1024;

/**
 * An SMTP server on the loopback that keeps every mail it accepts before it says so.
 * @param behaviour asked anew for each mail
 */
export async function startSmtp(
  port: number,
  mailbox: Mailbox,
  behaviour: () => Behaviour,
): Promise<{ port: number; stop: () => Promise<void> }> {
  const sockets = new Map<number | undefined, Socket>();
  const server = new SMTPServer({
    name: 'vitrine-mail',
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: mailMaxBytes,
    closeTimeout: 1_000,
    onData: (stream, session, done) => {
      const cut = () => sockets.get(session.remotePort)?.destroy();
      receive(stream, mailbox, behaviour(), cut).then(() => done(), done);
    },
  });
  // A sender that breaks off is its own trouble.
  server.on('error', (error) => console.error(`smtp: ${error.message}`));
  const listening = server.listen(port, '127.0.0.1');
  listening.on('connection', (socket) => {
    const { remotePort } = socket;
    sockets.set(remotePort, socket);
    socket.once('close', () => sockets.delete(remotePort));
  });
  await once(listening, 'listening');
  return {
    port: (listening.address() as AddressInfo).port,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

async function receive(
  stream: SMTPServerDataStream,
  mailbox: Mailbox,
  behaviour: Behaviour,
  cut: () => void,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  if (stream.sizeExceeded) throw no(552, 'the mail is too large');
  if (behaviour.mode === 'refuse') throw no(behaviour.code, 'told to refuse');
  if (behaviour.mode === 'cut' && behaviour.when === 'before') return cut();
  if (behaviour.mode === 'delay') await new Promise((resolve) => setTimeout(resolve, behaviour.delayMs));
  await mailbox.add(await read(Buffer.concat(chunks)));
  if (behaviour.mode === 'cut') cut();
}

function no(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

async function read(raw: Buffer): Promise<Omit<Mail, 'id'>> {
  const mail = await PostalMime.parse(raw);
  return {
    at: new Date().toISOString(),
    from: addressesOf(mail.from ? [mail.from] : []),
    to: addressesOf(mail.to ?? []),
    subject: mail.subject ?? '',
    text: asWritten(mail.text),
    html: asWritten(mail.html),
    messageId: mail.messageId ?? '',
    headers: Object.fromEntries(
      mail.headers.filter(({ key }) => key.startsWith('list-')).map(({ key, value }) => [key, value]),
    ),
  };
}

/** The end of an SMTP message adds a line break that nobody wrote. */
function asWritten(text: string | undefined): string {
  return text?.replace(/\r?\n$/, '') ?? '';
}

function addressesOf(addresses: Address[]): string {
  return addresses.flatMap((one) => one.address ?? one.group?.map((member) => member.address) ?? []).join(', ');
}
