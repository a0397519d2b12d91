import { randomBytes } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A ULID: 48 bits of time in milliseconds, 80 random bits, 26 characters that sort by time. Inngest names runs and events so. */
export function ulid(now: Date): string {
  let rest = now.getTime();
  let time = '';
  for (let place = 0; place < 10; place++) {
    time = alphabet.charAt(rest % 32) + time;
    rest = Math.floor(rest / 32);
  }
  return time + Array.from(randomBytes(16), (byte) => alphabet.charAt(byte & 31)).join('');
}
