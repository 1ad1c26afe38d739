-- Answers what a key held and sets it anew; refuses a key that held nothing.
local held = redis.call('GET', KEYS[1])
if not held then
  return redis.error_reply('nothing held')
end
redis.call('SET', KEYS[1], ARGV[1])
return { held, ARGV[1], false }
