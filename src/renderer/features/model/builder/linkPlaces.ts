import { nextTick, onBeforeUnmount, onMounted, shallowRef, watch, type Ref } from 'vue'

/** Where a card stands in its list, in pixels from the top of that; `above` is the lower edge of the card before it. */
export interface CardPlace {
  readonly top: number
  readonly above: number | undefined
}

/** Width of a lane of lines beside the list, and of the room between the first lane and the cards. */
export const LANE_PX = 9
export const GUTTER_PX = 12

/** Follows where the cards of a list stand: they grow, fold and change places. */
export function useCardPlaces(list: Readonly<Ref<HTMLElement | null>>, content: () => unknown) {
  const places = shallowRef<ReadonlyMap<string, CardPlace>>(new Map())
  const observer = new ResizeObserver(measure)

  function measure(): void {
    let above: number | undefined
    const found = new Map<string, CardPlace>()
    for (const child of list.value?.children ?? []) {
      if (!(child instanceof HTMLElement) || child.dataset['layer'] === undefined) continue
      found.set(child.dataset['layer'], { top: child.offsetTop, above })
      above = child.offsetTop + child.offsetHeight
    }
    places.value = found
  }

  watch(content, () => void nextTick(measure))
  onMounted(() => {
    if (list.value !== null) observer.observe(list.value)
    measure()
  })
  onBeforeUnmount(() => observer.disconnect())
  return places
}
