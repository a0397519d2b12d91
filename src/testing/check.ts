import { check } from './checks';

const outcomes = await check();
const failed = outcomes.filter(({ ok }) => !ok).length;
console.log(failed === 0 ? `all ${outcomes.length} checks hold` : `${failed} of ${outcomes.length} checks failed`);
process.exitCode = failed === 0 ? 0 : 1;
