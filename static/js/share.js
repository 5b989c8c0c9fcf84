// Shows the buttons of a page's share list where the browser can do what they say: its own sheet, copying, printing.
{
  const list = document.querySelector('[data-share-url]');
  const url = list.dataset.shareUrl;
  const title = list.dataset.shareTitle;
  const status = list.parentElement.querySelector('[role="status"]');
  const acts = {
    sheet: navigator.share && (() => navigator.share({ title, url }).catch(() => {})), // closing it is no error
    copy: navigator.clipboard && ((button) => navigator.clipboard.writeText(url).then(() => {
      button.textContent = button.dataset.done;
      status.textContent = button.dataset.done;
    })),
    print: () => window.print(),
  };
  list.querySelectorAll('[data-share]').forEach((button) => {
    const act = acts[button.dataset.share];
    if (!act) return;
    button.parentElement.hidden = false;
    button.addEventListener('click', () => act(button));
  });
}
