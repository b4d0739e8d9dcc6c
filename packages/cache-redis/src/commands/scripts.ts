/**
 * Every access is a script: it is atomic, it goes to the master also where a client reads from replicas, and `eval` is
 * what all clients have in common. `pcall` marks what may fail without harm.
 */

/** Answers with the text, or with nothing and how many bytes it has where these are too many. Keys: text. Words: bytes. */
export const GET = `
local bytes = redis.call('STRLEN', KEYS[1])
if bytes > tonumber(ARGV[1]) then return { false, bytes } end
return { redis.call('GET', KEYS[1]) }`;

/** Keys: text. */
export const EXISTS = `return redis.call('EXISTS', KEYS[1])`;

/** Keys: keys. */
export const LIST = `return redis.call('SMEMBERS', KEYS[1])`;

/** Keys: text, version, fence, keys. Words: text, version, time to live or '', token or '', key, channel. */
export const SET = `
local fence = ARGV[4] ~= '' and redis.call('GET', KEYS[3])
if fence and tonumber(ARGV[4]) < tonumber(fence) then return 0 end
redis.call('SET', KEYS[1], ARGV[1])
redis.call('SET', KEYS[2], ARGV[2])
redis.pcall('SADD', KEYS[4], ARGV[5])
if ARGV[3] ~= '' then
  for _, index in ipairs({ 1, 2, 4 }) do redis.call('PEXPIRE', KEYS[index], ARGV[3]) end
end
redis.pcall('PUBLISH', ARGV[6], ARGV[2] .. ' ' .. ARGV[5])
return 1`;

/** Keys: text, version, keys. Words: key, channel. */
export const DELETE = `
redis.call('DEL', KEYS[1], KEYS[2])
redis.call('SREM', KEYS[3], ARGV[1])
redis.pcall('PUBLISH', ARGV[2], ' ' .. ARGV[1])`;

/** Answers with the version of a text that is there. Keys: text, version, fence, keys. Words: time to live or ''. */
export const LOOK = `
if redis.call('EXISTS', KEYS[1]) == 0 then return false end
if ARGV[1] ~= '' then
  for _, key in ipairs(KEYS) do redis.pcall('PEXPIRE', key, ARGV[1]) end
end
return redis.call('GET', KEYS[2])`;

/**
 * Answers with the token, as text since Lua's numbers lose digits on the way, or with nothing. The clock is Redis's own:
 * tokens grow also where all that is stored is lost. Keys: lease, fence. Words: holder, milliseconds, time to live or ''.
 */
export const LEASE = `
local lease = redis.call('GET', KEYS[1])
local token, holder
if lease then token, holder = string.match(lease, '^(%d+) (.*)$') end
if holder and holder ~= ARGV[1] then return false end
if not holder then
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  local last = tonumber(redis.call('GET', KEYS[2]) or '0')
  token = string.format('%.0f', math.max(last + 1, now))
end
redis.call('SET', KEYS[2], token)
if ARGV[3] ~= '' then redis.call('PEXPIRE', KEYS[2], math.max(tonumber(ARGV[2]), tonumber(ARGV[3]))) end
redis.call('SET', KEYS[1], token .. ' ' .. ARGV[1], 'PX', ARGV[2])
return token`;

/** Keys: lease. Words: holder. */
export const RELEASE = `
local lease = redis.call('GET', KEYS[1])
if lease and string.match(lease, '^%d+ (.*)$') == ARGV[1] then redis.call('DEL', KEYS[1]) end`;
