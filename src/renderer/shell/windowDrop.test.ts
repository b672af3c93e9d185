import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { defineComponent, h } from 'vue'
import { mountScreen } from '../testing/mountScreen'
import { FileDrop } from '../ui'
import WindowDrop from './WindowDrop.vue'

const mounted: VueWrapper[] = []

/** A screen with these zones, in the window that takes what they do not. */
async function open(zones: readonly Record<string, unknown>[]) {
  const Screen = defineComponent(
    () => () => h('div', [...zones.map((props) => h(FileDrop, props)), h('h1', 'beside'), h(WindowDrop)]),
  )
  const { wrapper } = await mountScreen(Screen)
  mounted.push(wrapper)
  const beside = wrapper.get('h1')
  const transfer = { items: [], files: [new File(['a'], 'rows.csv')], types: ['Files'] }
  const fire = async (name: 'dragover' | 'drop') => {
    await beside.trigger(name, { dataTransfer: transfer })
    await flushPromises()
  }
  const own = wrapper.findAllComponents(FileDrop)
  return { wrapper, fire, own, shell: wrapper.getComponent(WindowDrop) }
}

describe('WindowDrop', () => {
  afterEach(() => {
    for (const wrapper of mounted.splice(0)) wrapper.unmount()
  })

  it('takes files itself where a screen has no place for them', async () => {
    const { fire, shell, wrapper } = await open([])
    await fire('dragover')
    expect(wrapper.find('.window-drop').exists()).toBe(true)
    await fire('drop')
    expect(shell.emitted('files')).toHaveLength(1)
    expect(wrapper.find('.window-drop').exists()).toBe(false)
  })

  it('gives files that are dropped beside the place of a screen to that place, and shows it before', async () => {
    const { fire, shell, own, wrapper } = await open([{}])
    await fire('dragover')
    expect(own[0]?.classes()).toContain('over')
    expect(wrapper.find('.window-drop').exists()).toBe(false)
    await fire('drop')
    expect(own[0]?.emitted('files')).toHaveLength(1)
    expect(own[0]?.classes()).not.toContain('over')
    expect(shell.emitted('files')).toBeUndefined()
  })

  it('passes by places that are disabled or take only what is dropped on them', async () => {
    const { fire, shell, own } = await open([{ isDisabled: true }, { isOnlyHere: true }])
    await fire('drop')
    expect(shell.emitted('files')).toHaveLength(1)
    expect(own.map((zone) => zone.emitted('files'))).toEqual([undefined, undefined])
  })
})
