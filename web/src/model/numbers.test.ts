import { expect, it } from 'vitest'
import { showBytes, showCount, showShare } from './numbers'

it('shortens counts', () => expect([402, 9_100, 12_345, 456_789, 2_345_678].map(showCount)).toEqual(['402', '9,100', '12.3k', '457k', '2.3M']))

it('shortens sizes', () => expect([12, 4_096, 1_048_576].map(showBytes)).toEqual(['12 B', '4.0 kB', '1.0 MB']))

it('shows shares', () => expect([0.5, 0.0123, 0.00001].map(showShare)).toEqual(['50 %', '1.2 %', '< 0.1 %']))
