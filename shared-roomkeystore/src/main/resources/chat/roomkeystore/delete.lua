-- Deletes all keys of a room. KEYS: current, previous, kept versions, next.
for _, version in ipairs(redis.call('ZRANGE', KEYS[3], 0, -1)) do
  redis.call('DEL', KEYS[3] .. ':' .. version)
end
return redis.call('DEL', KEYS[1], KEYS[2], KEYS[3], KEYS[4])
