-- gives the lease back, unless it ran out and is somebody else's by now
if redis.call('GET', KEYS[1]) == ARGV[1] then
  return redis.call('DEL', KEYS[1])
end
return 0
