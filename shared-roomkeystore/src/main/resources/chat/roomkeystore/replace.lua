-- Shared by rotate.lua and commit.lua, which follow this text.
-- KEYS: current, previous, kept versions. ARGV: public, private, grace in seconds, now in ms.

-- A copy of the current key that ends with the grace period.
local function keep(key)
  redis.call('DEL', key)
  redis.call('HSET', key, unpack(redis.call('HGETALL', KEYS[1])))
  redis.call('EXPIRE', key, ARGV[3])
end

-- Puts the new key into the current slot, after keeping the replaced one: in the previous slot with
-- exactly its fields, and under its version with the moment of its replacement.
local function replace(replaced, version)
  local text = string.format('%d', replaced)
  local kept = KEYS[3] .. ':' .. text
  keep(KEYS[2])
  keep(kept)
  redis.call('HSET', kept, 'until', ARGV[4])

  -- versions whose own key has expired leave the list
  local expired = tonumber(ARGV[4]) - tonumber(ARGV[3]) * 1000
  redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', string.format('(%d', expired))
  redis.call('ZADD', KEYS[3], ARGV[4], text)
  redis.call('EXPIRE', KEYS[3], ARGV[3])

  redis.call('HSET', KEYS[1], 'pub', ARGV[1], 'priv', ARGV[2], 'ver', string.format('%d', version))
  redis.call('PERSIST', KEYS[1])
end

-- The version in the current slot, and whether the new key stands there already: the client sends a
-- command again when the connection broke before its answer.
local function standing()
  local fields = redis.call('HMGET', KEYS[1], 'pub', 'priv', 'ver')
  return tonumber(fields[3]) or 0, fields[1] == ARGV[1] and fields[2] == ARGV[2]
end
