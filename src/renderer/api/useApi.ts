import { inject, type InjectionKey } from 'vue'
import { invariant } from '@shared/errors/appError'
import type { Connection } from './connect'
import type { FettleApi } from './types'

export const connectionKey: InjectionKey<Connection> = Symbol('connection')

/** For component setups and store setups; `app.provide(connectionKey, …)` comes first. */
export function useConnection(): Connection {
  const connection = inject(connectionKey)
  invariant(connection, 'the app provides a connection')
  return connection
}

export function useApi(): FettleApi {
  return useConnection().api
}
