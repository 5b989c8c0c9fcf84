// Remembers on this device, and nowhere else, whose calendar was asked for, and offers it the next time.
const offer = document.querySelector('.my-administration');
const choice = document.querySelector('select[name=member]');
const asked = new URLSearchParams(location.search);
try {
  if (asked.has('member')) {
    if (choice.value) localStorage.setItem('member', choice.value);
    else localStorage.removeItem('member');
  } else if (!asked.size) {
    const kept = [...choice.options].find((option) => option.value && option.value === localStorage.getItem('member'));
    if (kept) {
      const link = offer.querySelector('a');
      link.href = `?member=${encodeURIComponent(kept.value)}`;
      link.lastElementChild.textContent = kept.textContent.trim();
      offer.hidden = false;
    }
  }
} catch (error) {
  // no storage on this device: the filter above does the same
}
