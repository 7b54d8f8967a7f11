import type { LogRecord } from '../model/record'
import { addressOf } from './client'

export type LiveState = 'connecting' | 'open' | 'lost'

export interface LiveReader {
  /** Records that arrived since the last call, at most ten times a second. */
  onRecords(records: LogRecord[]): void
  /** The service left out so many, because the page was too slow. */
  onDropped(count: number): void
  onState(state: LiveState): void
}

const gatherMs = 100
const firstRetryMs = 500
const longestRetryMs = 10_000

/**
 * The live stream. A lost connection is opened again where it ended: with the id of the record that arrived last, so there is no hole
 * and no repetition. It is lost until the new one is open.
 */
export class LiveStream {
  #socket: WebSocket | undefined
  #gathered: LogRecord[] = []
  #timer: ReturnType<typeof setTimeout> | undefined
  #retryMs = firstRetryMs
  #retry: ReturnType<typeof setTimeout> | undefined
  #closed = false
  #cursor: string | undefined
  readonly #query: string
  readonly #reader: LiveReader

  constructor(query: string, cursor: string | undefined, reader: LiveReader) {
    this.#query = query
    this.#cursor = cursor
    this.#reader = reader
    reader.onState('connecting')
    this.#open()
  }

  close() {
    this.#closed = true
    clearTimeout(this.#timer)
    this.#drop()
  }

  /** It is not waited for what may be a dead connection: it is lost, and opened again. */
  reopen() {
    this.#drop()
    this.#retryMs = firstRetryMs
    this.#lost()
  }

  #drop() {
    clearTimeout(this.#retry)
    if (this.#socket) this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null
    this.#socket?.close()
  }

  #open() {
    const address = new URL(addressOf('/ws/logs', { q: this.#query || undefined, cursor: this.#cursor, notices: 'true' }), location.href)
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
    const socket = new WebSocket(address)
    this.#socket = socket
    socket.onopen = () => {
      this.#retryMs = firstRetryMs
      this.#reader.onState('open')
    }
    socket.onmessage = message => this.#take(message.data as string)
    socket.onclose = () => this.#lost()
  }

  #take(text: string) {
    const value = JSON.parse(text) as LogRecord & { dropped?: number }
    if (value.dropped !== undefined && value.id === undefined) {
      this.#reader.onDropped(value.dropped)
      return
    }
    this.#cursor = value.id
    this.#gathered.push(value)
    this.#timer ??= setTimeout(() => this.#flush(), gatherMs)
  }

  #flush() {
    this.#timer = undefined
    if (this.#gathered.length === 0) return
    const records = this.#gathered
    this.#gathered = []
    this.#reader.onRecords(records)
  }

  #lost() {
    if (this.#closed) return
    this.#flush()
    this.#reader.onState('lost')
    this.#retry = setTimeout(() => this.#open(), this.#retryMs)
    this.#retryMs = Math.min(this.#retryMs * 2, longestRetryMs)
  }
}
