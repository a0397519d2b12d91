import type { Command } from './resp';

const words = (text: string) => new Set(text.trim().split(/\s+/));

/** Commands that wait, belong to one connection's state, or administer a server: over HTTP they have no meaning or no place. */
const refused = words(`
  BLPOP BRPOP BRPOPLPUSH BLMOVE BLMPOP BZPOPMIN BZPOPMAX BZMPOP WAIT WAITAOF
  AUTH HELLO SELECT QUIT RESET CLIENT READONLY READWRITE ASKING MULTI EXEC DISCARD WATCH UNWATCH MONITOR
  SUBSCRIBE PSUBSCRIBE SSUBSCRIBE UNSUBSCRIBE PUNSUBSCRIBE SUNSUBSCRIBE
  ACL BGREWRITEAOF BGSAVE CLUSTER CONFIG DEBUG FAILOVER FCALL FCALL_RO FUNCTION LATENCY MEMORY MIGRATE MODULE MOVE PSYNC REPLCONF REPLICAOF
  SAVE SHUTDOWN SLAVEOF SLOWLOG SWAPDB SYNC
`);

/** What the contract suite tries on every engine; `contract.test.ts` fails when this list says more than it tries. */
export const contract = words(`
  PING TIME EVAL EVALSHA SCRIPT
  GET SET SETEX MGET MSET INCR INCRBY DECR INCRBYFLOAT GETDEL GETSET APPEND STRLEN
  DEL UNLINK EXISTS TYPE RENAME EXPIRE PEXPIRE EXPIREAT PEXPIREAT PERSIST TTL PTTL SCAN KEYS DBSIZE FLUSHDB
  HGET HSET HSETNX HMGET HGETALL HDEL HINCRBY HINCRBYFLOAT HLEN HEXISTS HKEYS
  SADD SREM SMEMBERS SISMEMBER SCARD SPOP
  ZADD ZINCRBY ZSCORE ZMSCORE ZRANGE ZRANK ZREVRANK ZCARD ZREM ZREMRANGEBYRANK ZREMRANGEBYSCORE ZUNIONSTORE ZCOUNT
  LPUSH RPUSH LRANGE LLEN LPOP RPOP LTRIM
`);

/** Why a command is refused, or null when the engine may have it. */
export function refusalOf(command: Command): string | null {
  const name = (command[0] ?? '').toUpperCase();
  if (refused.has(name)) return `ERR ${name} is not available over HTTP`;
  const mayBlock = name === 'XREAD' || name === 'XREADGROUP';
  if (mayBlock && command.some((part) => part.toUpperCase() === 'BLOCK'))
    return `ERR ${name} BLOCK is not available over HTTP`;
  return null;
}
