// Enhances pages that work without it: parts of a page are swapped instead of the whole.
(() => {
  "use strict";
  // Where the keyboard goes on from after a button whose place is gone.
  const NEXT_FOCUS = { fjern: "kompetencer", tilfoej: "soeg" };
  let next = "forslag";

  const tellStatus = () => {
    const found = document.querySelector("[data-status]");
    if (found) document.getElementById("status").textContent = found.textContent.trim().replace(/\s+/g, " ");
  };

  const showConnection = (lost) => {
    const box = document.getElementById("ingen-forbindelse");
    box.textContent = lost ? box.dataset.text : "";
    box.classList.toggle("connection-lost", lost);
  };

  // The task sticks to the top of the window, or by its end if it is taller than the window.
  const EDGE = 16;
  const stick = () => {
    const task = document.querySelector(".answer-task");
    if (task) task.style.top = `${Math.min(EDGE, window.innerHeight - task.offsetHeight - EDGE)}px`;
  };
  const resized = new ResizeObserver(stick);
  const watchTask = () => {
    resized.disconnect();
    const task = document.querySelector(".answer-task");
    if (task) resized.observe(task);
  };

  // Buttons that work with this script alone are shown by it.
  const showButtons = () => {
    for (const button of document.querySelectorAll("[data-prints]")) {
      button.hidden = false;
      button.addEventListener("click", () => window.print());
    }
    if (!navigator.clipboard) return;
    for (const button of document.querySelectorAll("[data-copies]")) {
      button.hidden = false;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).value);
        document.getElementById("status").textContent = button.lastChild.textContent = button.dataset.done;
      });
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    DKFDS.init();
    watchTask();
    showButtons();
    window.addEventListener("resize", stick);
    const body = document.body;

    body.addEventListener("htmx:beforeRequest", (event) => {
      const button = event.detail.requestConfig.triggeringEvent?.submitter;
      next = NEXT_FOCUS[button?.name] ?? "forslag";
    });
    body.addEventListener("htmx:afterRequest", (event) => showConnection(event.detail.xhr.status === 0));
    body.addEventListener("htmx:afterSettle", (event) => {
      const scope = event.detail.elt;
      DKFDS.init({ scope });
      if (scope.id !== "svar") return;
      watchTask();
      tellStatus();
      if (!document.activeElement || document.activeElement === body) document.getElementById(next)?.focus();
    });
  });
})();
