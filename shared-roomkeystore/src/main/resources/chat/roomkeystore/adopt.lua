-- The key of the room's home site under its very version, unless that one or a later one stands here;
-- answers 1 when it was written. KEYS: current. ARGV: public, private, version.
local standing = tonumber(redis.call('HGET', KEYS[1], 'ver') or nil)
if standing and standing >= tonumber(ARGV[3]) then
  return 0
end
redis.call('HSET', KEYS[1], 'pub', ARGV[1], 'priv', ARGV[2], 'ver', ARGV[3])
return 1
