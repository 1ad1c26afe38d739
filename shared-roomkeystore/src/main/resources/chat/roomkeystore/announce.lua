-- The pair that a job hands out before it commits it; answers public, private and version.
-- KEYS: current, next. ARGV: job, public, private, lifetime in seconds.
local current = redis.call('HMGET', KEYS[1], 'pub', 'ver')
local missing = redis.call('EXISTS', KEYS[1]) == 0
local version = missing and 0 or (tonumber(current[2]) or 0) + 1

local announced = redis.call('HMGET', KEYS[2], 'pub', 'priv', 'ver', 'job')
if announced[4] == ARGV[1] then
  local fits = tonumber(announced[3]) == version
  local committed = announced[1] == current[1]
  if missing or fits or committed then
    return { announced[1], announced[2], announced[3] }
  end
end

local text = string.format('%d', version)
redis.call('DEL', KEYS[2])
redis.call('HSET', KEYS[2], 'pub', ARGV[2], 'priv', ARGV[3], 'ver', text, 'job', ARGV[1])
redis.call('EXPIRE', KEYS[2], ARGV[4])
return { ARGV[2], ARGV[3], text }
