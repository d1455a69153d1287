// XMLHttpRequest as the phone's uploader uses it, for Node: import it and it is there.

import { request as begin } from 'node:http'

const PIECE = 65_536

export class NodeXMLHttpRequest {
  upload = { onprogress: null }
  onload = null
  onerror = null
  status = 0
  responseText = ''
  #headers = {}
  #answered = {}
  #aborted = false
  #request = null

  open(method, url) {
    this.method = method
    this.url = url
  }

  setRequestHeader(name, value) {
    this.#headers[name] = value
  }

  getResponseHeader(name) {
    return this.#answered[name.toLowerCase()] ?? null
  }

  abort() {
    this.#aborted = true
    this.#request?.destroy()
  }

  send(body) {
    const headers = { ...this.#headers, 'Content-Length': body?.length ?? 0 }
    this.#request = begin(this.url, { method: this.method, headers }, (response) => this.#read(response))
    this.#request.on('error', () => this.#fail())
    void this.#write(body ?? new Uint8Array())
  }

  async #write(body) {
    const request = this.#request
    for (let sent = 0; sent < body.length && !request.destroyed; ) {
      const piece = body.subarray(sent, sent + PIECE)
      const isTaken = request.write(piece)
      sent += piece.length
      this.upload.onprogress?.({ loaded: sent })
      if (!isTaken) await new Promise((resolve) => request.once('drain', resolve).once('close', resolve))
    }
    if (!request.destroyed) request.end()
  }

  #read(response) {
    this.status = response.statusCode
    this.#answered = response.headers
    response.setEncoding('utf8')
    response.on('data', (text) => (this.responseText += text))
    response.on('end', () => this.#aborted || this.onload?.())
    response.on('error', () => this.#fail())
  }

  #fail() {
    if (this.#aborted) return
    this.#aborted = true
    this.onerror?.()
  }
}

globalThis.XMLHttpRequest ??= NodeXMLHttpRequest
