-- Reports by the JSON interface, each under a key of its own (a UUID of version 7), spread over the places in PLACES
-- and the categories in CATEGORIES. One thread of wrk: COUNT is the whole run's.
local function list(name)
    local found = {}
    for item in os.getenv(name):gmatch("[^,]+") do found[#found + 1] = item end
    return found
end

local places, categories, words = list("PLACES"), list("CATEGORIES"), os.getenv("WORDS")
local headers = { ["Content-Type"] = "application/json" }
local count = 0
math.randomseed(tonumber(os.getenv("SEED")))

function request()
    count = count + 1
    -- os.time knows seconds only; the milliseconds just have to differ.
    local time = os.time() * 1000 + count % 1000
    headers["Idempotency-Key"] = string.format("%08x-%04x-7%03x-%04x-%06x%06x",
        math.floor(time / 65536), time % 65536, math.random(0, 4095), 32768 + math.random(0, 16383),
        math.random(0, 16777215), math.random(0, 16777215))
    local body = string.format('{"place":"%s","category":"%s","words":"%s"}',
        places[count % #places + 1], categories[count % #categories + 1], words)
    return wrk.format("POST", "/api/v1/reports", headers, body)
end

-- wrk counts 400 and above as errors; an answer of 2xx or 3xx that made no ticket shows in the count of tickets.
function done(summary, latency)
    local errors = summary.errors
    io.write(string.format("RESULT %d %d %d %d %d\n", summary.requests, summary.duration,
        errors.status + errors.connect + errors.read + errors.write + errors.timeout,
        latency:percentile(50), latency:percentile(99)))
end
