-- For wrk: sends the requests of the file that REQUESTS names, one after the other, and reports in one line of JSON.

local prepared = {}
local at = 0

function init()
  for line in io.lines(os.getenv("REQUESTS")) do
    local url, signature, body = line:match("^([^\t]*)\t([^\t]*)\t(.*)$")
    prepared[#prepared + 1] = wrk.format("POST", "/alexa", {
      ["Host"] = "localhost",
      ["Content-Type"] = "application/json",
      ["SignatureCertChainUrl"] = url,
      ["Signature-256"] = signature,
    }, body)
  end
  at = math.random(#prepared)
end

function request()
  at = at % #prepared + 1
  return prepared[at]
end

function done(summary, latency)
  local failed = summary.errors
  print(string.format(
    '\n{"requests": %d, "seconds": %f, "p50": %f, "p99": %f, "errors": %d}',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    failed.connect + failed.read + failed.write + failed.timeout + failed.status))
end
