import { mount, flushPromises, type VueWrapper } from '@vue/test-utils'
import { createPinia } from 'pinia'
import type { Component } from 'vue'
import { createMemoryHistory, createRouter, type RouteRecordRaw, type Router } from 'vue-router'
import { connectionKey } from '../api'
import { createWords } from '../i18n'
import { routes } from '../router'
import { createFakeConnection, type Answers, type FakeConnection } from './fakeApi'

export interface MountedScreen {
  readonly wrapper: VueWrapper
  readonly router: Router
  readonly connection: FakeConnection
}

/** Addresses only: where a test goes to, nothing is loaded. */
const addresses = routes.map((route) =>
  'component' in route ? ({ ...route, component: { render: () => null } } as RouteRecordRaw) : route,
)

/** Mounts a component as the app would, at an address, over canned answers. */
export async function mountScreen(
  component: Component,
  {
    answers = {},
    at = '/',
    props = {},
  }: { answers?: Answers; at?: string; props?: Record<string, unknown> } = {},
): Promise<MountedScreen> {
  const connection = createFakeConnection(answers)
  const router = createRouter({ history: createMemoryHistory(), routes: addresses })
  await router.push(at)
  const wrapper = mount(component, {
    props,
    attachTo: document.body,
    global: {
      plugins: [createPinia(), createWords(), router],
      provide: { [connectionKey as symbol]: connection },
    },
  })
  await flushPromises()
  return { wrapper, router, connection }
}
