-- Version 0 for a room that has no key yet; answers the key that stands.
-- KEYS: current. ARGV: public, private.
if redis.call('EXISTS', KEYS[1]) == 0 then
  redis.call('HSET', KEYS[1], 'pub', ARGV[1], 'priv', ARGV[2], 'ver', '0')
end
return redis.call('HMGET', KEYS[1], 'pub', 'priv', 'ver')
