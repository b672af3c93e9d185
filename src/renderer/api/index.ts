export { connect, type Connection } from './connect'
export { connectionKey, useApi, useConnection } from './useApi'
export { uploadFile, type UploadOptions } from './uploadFile'
export type { FettleApi, Transport } from './types'
