/** What the library hands to a series that draws itself. */
export interface DrawApi {
  value(dimension: number): number
  coord(point: readonly [number, number]): [number, number]
  size(span: readonly [number, number]): [number, number]
}
