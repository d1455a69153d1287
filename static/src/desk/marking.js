// Marks all rows of the page at once. Without this each is marked by itself.

/** @param {HTMLElement} label of a checkbox, in the form of what is marked */
export function markAll(label) {
  label.hidden = false
  const all = /** @type {HTMLInputElement} */ (label.querySelector('input'))
  all.addEventListener('change', () => {
    for (const one of document.querySelectorAll(`[form="${all.form?.id}"]`)) /** @type {HTMLInputElement} */ (one).checked = all.checked
  })
}
