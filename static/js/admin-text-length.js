// Beside a text that is best kept short: its length, and the length that it should have.
document.addEventListener('DOMContentLoaded', () => {
  document.querySelectorAll('[data-best-length]').forEach((field) => {
    const best = Number(field.dataset.bestLength);
    const shown = document.createElement('span');
    shown.className = 'help';
    field.after(shown);
    const count = () => {
      const length = [...field.value.trim()].length;
      shown.textContent = `${length} / ${best}${length > best ? ' ⚠' : ''}`;
    };
    field.addEventListener('input', count);
    field.addEventListener('change', count);
    count();
  });
});
