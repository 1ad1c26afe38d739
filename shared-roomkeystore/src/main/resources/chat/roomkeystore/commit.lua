-- Replaces the current key if it is the one before ARGV[5], the new version; answers -1, or the
-- version that stands in the way. A current key that is missing stands in nobody's way.
local target = tonumber(ARGV[5])
if redis.call('EXISTS', KEYS[1]) == 0 then
  redis.call('HSET', KEYS[1], 'pub', ARGV[1], 'priv', ARGV[2], 'ver', ARGV[5])
  return -1
end
local version, done = standing()
if done and version == target then
  return -1
end
if version ~= target - 1 then
  return version
end
replace(version, target)
return -1
