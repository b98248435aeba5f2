// Starts dynalite for one IZwork server:  node launch.js <directory> <port, 0 for any>
// The first line on stdout is {"port": n}, or {"error": "..."} when it could not start.
'use strict'
const http = require('http')
const path = require('path')
const { ClassicLevel } = require(require.resolve('classic-level', { paths: [require.resolve('level')] }))

// LevelDB only hands a write to the operating system unless told to sync, which a power cut would lose;
// dynalite has no option for it. Here every write is on the disk before it is acknowledged.
for (const [name, at] of [['_put', 2], ['_del', 1], ['_batch', 1]]) {
  const write = ClassicLevel.prototype[name]
  ClassicLevel.prototype[name] = function (...given) {
    given[at] = { ...given[at], sync: true }
    return write.apply(this, given)
  }
}

const [directory, port] = process.argv.slice(2)
const say = (line) => process.stdout.write(JSON.stringify(line) + '\n')
const fail = (error) => { say({ error: error?.cause?.code || error?.code || String(error) }); process.exit(1) }

// dynalite would go on, and fail at the first request, when the directory is locked or damaged.
const open = ClassicLevel.prototype._open
ClassicLevel.prototype._open = function (...given) { return open.apply(this, given).catch(fail) }

const server = require('dynalite')({
  path: path.resolve(directory), createTableMs: 0, deleteTableMs: 0, updateTableMs: 0,
})

// dynalite lets every web page in (Access-Control-Allow-Origin: *) and checks no signature. A page open in a
// browser of this machine must not reach the database, by address or by a name that points to 127.0.0.1.
const [answer] = server.listeners('request')
server.removeAllListeners('request')
server.on('request', (request, response) => {
  const { origin, host } = request.headers
  if (origin || request.headers['sec-fetch-mode'] || host !== `127.0.0.1:${server.address()?.port}`) {
    response.writeHead(403).end()
    return
  }
  answer(request, response)
  // dynalite throws, and with it the process ends, when a client goes away in the middle of a request.
  request.removeAllListeners('error').on('error', () => response.destroy())
})

// Idle connections are the server's own pool: closing them would fail its next request.
server.keepAliveTimeout = 0
server.requestTimeout = 0
server.on('error', fail)

let closing = false
function close () {
  if (closing) return
  closing = true
  server.close(() => process.exit(0))
  server.closeIdleConnections()
  setTimeout(() => process.exit(0), 3000).unref() // nothing acknowledged can be lost: it is synced
}
process.on('SIGTERM', close)
process.on('SIGINT', close)

// It never outlives its parent, not even after kill -9: the parent holds the other end of stdin. A process
// forked from the parent may hold that end as well, so the parent's id is watched too.
const parent = process.ppid
process.stdin.on('end', close).on('error', close).resume()
setInterval(() => { if (process.ppid !== parent) close() }, 500).unref()

// LevelDB opens in the background: only an answered request proves that the directory is ours.
server.listen(Number(port), '127.0.0.1', () => {
  const { port } = server.address()
  const headers = { 'x-amz-target': 'DynamoDB_20120810.ListTables', 'content-type': 'application/x-amz-json-1.0' }
  headers.authorization = 'AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=a, Signature=a'
  headers['x-amz-date'] = 'now'
  const first = http.request({ port, host: '127.0.0.1', method: 'POST', headers }, (response) => {
    response.resume()
    response.statusCode === 200 ? say({ port }) : fail(`status ${response.statusCode}`)
  })
  first.end('{}')
})
