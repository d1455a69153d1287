// Tells as it happens what was typed, what the screen said was saved, and what the store promised. In place before the app's own code.
{
  const asked = new Map()
  const own = new Map()
  const tell = (news) => window.told?.({ ...news, at: performance.timeOrigin + performance.now() })

  function hear({ data }) {
    const mine = own.get(data.id)
    if (mine) return data.problem ? mine.reject(new Error(data.problem.name)) : mine.resolve(data.result)
    const call = asked.get(data.id)
    if (call && !data.problem) tell({ what: call.method, record: data.result?.id ?? call.args[0], fields: data.result?.fields })
  }

  window.Worker = class extends Worker {
    constructor(...args) {
      super(...args)
      this.addEventListener('message', hear)
      // The store that the app itself uses.
      window.store = (method, ...args) => new Promise((resolve, reject) => {
        const id = `spy ${own.size}`
        own.set(id, { resolve, reject })
        super.postMessage({ id, method, args })
      })
    }

    postMessage(message) {
      asked.set(message.id, message)
      if (message.method === 'rememberScreen') tell({ what: 'going', record: message.args[0] })
      super.postMessage(message)
    }
  }

  addEventListener('input', ({ target }) => target.dataset.field === 'note' && tell({ what: 'typed', text: target.value }), true)

  const look = () => {
    const words = document.querySelector('.form-head .standing')?.textContent ?? ''
    const text = document.querySelector('textarea[data-field=note]')?.value
    if (words.includes('Sparat') && text) tell({ what: 'shown', text })
  }
  document.addEventListener('DOMContentLoaded', () => new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true }))
}
