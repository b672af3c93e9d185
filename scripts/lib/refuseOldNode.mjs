// Imported first by every script, and written so that very old Nodes can read it.
var major = Number(process.versions.node.split('.')[0])
if (major < 20) {
  console.error('Fettle needs Node 20 or newer; this is Node ' + process.versions.node + '.')
  console.error('Get a current one from https://nodejs.org and run the same command again.')
  process.exit(1)
}
