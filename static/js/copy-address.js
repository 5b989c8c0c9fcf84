// A button that copies the address in a field, where the browser lets a page do that.
for (const button of document.querySelectorAll('[data-copies]')) {
  const field = document.getElementById(button.dataset.copies);
  const status = button.parentElement.querySelector('[role=status]');
  button.hidden = !navigator.clipboard;
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      status.textContent = status.dataset.copied;
    } catch (error) {
      field.select(); // refused: ready for the reader's own copying
    }
  });
}
