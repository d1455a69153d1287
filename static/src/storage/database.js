// The one connection to SQLite. write() is the only way to change anything: one transaction, one commit decision.
import { Problem } from '../domain/problems.js'

/** @typedef {import('@sqlite.org/sqlite-wasm').Database} Connection */
/** @typedef {import('@sqlite.org/sqlite-wasm').PreparedStatement} Statement */
/** @typedef {import('@sqlite.org/sqlite-wasm').SqlValue} SqlValue */
/** @typedef {Record<string, any>} Row */

const FULL = 13
const IO_ERROR = 10

export class Database {
  /** Prepared once, as are the names of their columns. @type {Map<string, {statement: Statement, names: string[]}>} */
  #prepared = new Map()
  #connection
  #reserve

  /** @param {Connection} connection @param {import('./reserve.js').Reserve | null} [reserve] */
  constructor(connection, reserve = null) {
    this.#connection = connection
    this.#reserve = reserve
  }

  /** Takes room for text beforehand. @returns {Promise<boolean>} whether there was room for it */
  async refill() {
    await this.#reserve?.fill()
    return !this.isOutOfRoom
  }

  /** Whether the phone has been found to be full. */
  get isOutOfRoom() {
    return this.#reserve?.isSpent ?? false
  }

  /** @param {string} sql @param {...SqlValue} values @returns {Row[]} */
  all(sql, ...values) {
    return this.#using(sql, values, (statement, names) => {
      const rows = []
      while (statement.step()) rows.push(rowOf(statement, names))
      return rows
    })
  }

  /** @param {string} sql @param {...SqlValue} values @returns {Row | null} */
  one(sql, ...values) {
    return this.#using(sql, values, (statement, names) => (statement.step() ? rowOf(statement, names) : null))
  }

  /** @param {string} sql @param {...SqlValue} values @returns {number} how many rows it has changed */
  run(sql, ...values) {
    this.#using(sql, values, (statement) => void statement.step())
    return this.#connection.changes()
  }

  /** Several statements without values. @param {string} sql */
  script(sql) {
    this.#connection.exec(sql)
  }

  /**
   * Runs `work`, which must not wait for anything, in one immediate transaction. Returns after the commit. When the phone is full the
   * reserve is given back and the work is done again, unless it is to be left for what matters more.
   * @template T @param {() => T} work @param {{leaveReserve?: boolean}} [manner] @returns {T}
   */
  write(work, { leaveReserve = false } = {}) {
    try {
      return this.#transaction(work)
    } catch (error) {
      if (!isFull(error) || leaveReserve || !this.#reserve?.release()) throw asProblem(error)
    }
    try {
      return this.#transaction(work)
    } catch (error) {
      throw asProblem(error)
    }
  }

  close() {
    for (const { statement } of this.#prepared.values()) statement.finalize()
    this.#prepared.clear()
    this.#connection.close()
    this.#reserve?.close()
  }

  /** @template T @param {() => T} work @returns {T} */
  #transaction(work) {
    try {
      this.run('BEGIN IMMEDIATE')
      const result = work()
      this.run('COMMIT')
      return result
    } catch (error) {
      this.#rollBack()
      throw error
    }
  }

  #rollBack() {
    try {
      this.run('ROLLBACK')
    } catch {
      // SQLite has already rolled back by itself, as it does when a write fails.
    }
  }

  /** @template T @param {string} sql @param {SqlValue[]} values @param {(statement: Statement, names: string[]) => T} work @returns {T} */
  #using(sql, values, work) {
    const { statement, names } = this.#prepared.get(sql) ?? this.#prepare(sql)
    try {
      if (values.length) statement.bind(values)
      return work(statement, names)
    } finally {
      statement.reset(true)
    }
  }

  /** @param {string} sql */
  #prepare(sql) {
    const statement = this.#connection.prepare(sql)
    const prepared = { statement, names: statement.columnCount ? statement.getColumnNames() : [] }
    this.#prepared.set(sql, prepared)
    return prepared
  }
}

/** @param {Statement} statement @param {string[]} names @returns {Row} */
function rowOf(statement, names) {
  const values = /** @type {unknown[]} */ (statement.get([]))
  /** @type {Row} */
  const row = {}
  for (let index = 0; index < names.length; index++) row[names[index]] = values[index]
  return row
}

/** @param {any} error */
const isFull = (error) => [FULL, IO_ERROR].includes((error?.resultCode ?? 0) & 0xff)

/** @param {unknown} error */
const asProblem = (error) => (isFull(error) ? new Problem('storage-full', { cause: error }) : error)
