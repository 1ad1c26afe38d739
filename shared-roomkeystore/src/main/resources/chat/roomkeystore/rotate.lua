-- Replaces the current key by the next version; answers that version.
if redis.call('EXISTS', KEYS[1]) == 0 then
  return redis.error_reply('no current key')
end
local version, done = standing()
if done then
  return version
end
replace(version, version + 1)
return version + 1
