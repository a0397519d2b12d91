import { expect, it } from 'vitest';
import { fileUrl } from './files';
import { routeHosts, serverHosts } from './hosts';
import { passOn } from './passage';

/** The variables of a site whose files are in the cloud. */
Object.assign(process.env, { FILES_TWIN_URL: '', SITE_URL: 'https://vitrine.test' });

it('lets browsers load files from the CDN', () => {
  expect(fileUrl('abc')).toBe('https://test.ufs.sh/f/abc');
});

it('has no passage on the site', async () => {
  for (const path of ['f/kkkkkkkkkkkkkkkkkkkkkkkk', 'ingest/kkkkkkkkkkkkkkkkkkkkkkkk']) {
    const answer = await passOn(new Request(`https://vitrine.test/api/files/${path}`, { method: 'HEAD' }));
    expect(answer.status).toBe(404);
  }
});

it('leaves the hosts to the client and is called back at its public address', () => {
  expect(serverHosts()).toEqual({});
  const hosts = routeHosts('https://vitrine.test');
  expect(hosts.callbackUrl).toBe('https://vitrine.test/api/uploadthing');
  expect(hosts.ingestUrl).toBeUndefined();
});
