/** Native packages built for N-API 10 crash without a word on an older Node: say it before they do. */
export default function refuseOldNode(): void {
  if (Number(process.versions.napi) < 10) {
    throw new Error(`Fettle's tests need Node 22.14 or newer; this is ${process.version}. Run "npm test".`)
  }
}
