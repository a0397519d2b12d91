/**
 * UploadThing's twin as a process.
 *
 * FILES_PORT         its port on 127.0.0.1
 * FILES_DATA_DIR     its folder
 * UPLOADTHING_TOKEN  the same as the site's
 * FILES_INGEST_URLS  the addresses, separated by commas, under which browsers reach its ingest through the site
 * FILES_APP_URL      the site's origin as reached from here; callbacks go nowhere else
 */
import { required, requiredPort, serveAsChild } from '../child';
import { startFiles } from './server';

const files = await startFiles({
  dataDir: required('FILES_DATA_DIR'),
  port: requiredPort('FILES_PORT'),
  token: required('UPLOADTHING_TOKEN'),
  publicIngestUrls: required('FILES_INGEST_URLS').split(','),
  appUrl: required('FILES_APP_URL'),
});
serveAsChild(files.stop);
