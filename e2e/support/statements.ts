import postgres from 'postgres';

/** Statements of others in the same database: the job runner, the outbox, the counting itself, and what transactions are made of. */
const background =
  /\brunner\b|"?outbox"?|pg_stat_statements|^\s*(?:begin|commit|rollback|listen|notify|set|show|discard)\b|pg_catalog|pg_notify|advisory/i;

/** Counts the statements that a copy's database executes. */
export function statementCounter(databaseUrl: string) {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  return {
    /** The statements executed while `act` runs, each as often as it ran. */
    async during(act: () => Promise<unknown>): Promise<string[]> {
      await sql`select pg_stat_statements_reset()`;
      await act();
      const rows = await sql<{ query: string; calls: string }[]>`select query, calls from pg_stat_statements
        where dbid = (select oid from pg_database where datname = current_database())`;
      return rows
        .filter(({ query }) => !background.test(query))
        .flatMap(({ query, calls }) => Array<string>(Number(calls)).fill(query));
    },
    end: () => sql.end(),
  };
}
