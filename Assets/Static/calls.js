// The caller's keys. The page works without this file.
"use strict";
(function () {
  var form = document.getElementById("call-form");

  function field(target) { return target.closest && target.closest("input:not([type=radio]), textarea, select, dialog"); }
  function press(id) {
    var button = document.getElementById(id);
    if (button) { button.click(); }
    return Boolean(button);
  }
  function choose(key) {
    var choice = form && Array.from(form.querySelectorAll("[data-key]")).filter(function (one) {
      return one.dataset.key === key && one.getClientRects().length;
    })[0];
    if (!choice) { return false; }
    choice.click();
    choice.focus();
    return true;
  }

  document.addEventListener("keydown", function (event) {
    // While Chinese is composed, Enter and digits belong to the input method.
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.keyCode === 229) { return; }
    var key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (field(event.target)) {
      if (key === "Escape") { event.target.blur(); }
      else if (key === "Enter" && event.target.id === "words" && !event.shiftKey) { event.preventDefault(); press("save"); }
      return;
    }
    var isDone = key === "Enter" ? event.target.type === "radio" && press("save")
      : key === "d" ? press("dial") : key === "l" ? press("skip")
        : key === "t" && form ? (document.getElementById("words").focus(), true) : choose(key);
    if (isDone) { event.preventDefault(); }
  });

  // What the caller does next has the focus, unless there is something to read first.
  if (!document.querySelector("[data-focus]")) {
    var next = document.getElementById("phone") || document.getElementById("dial");
    if (next) { next.focus(); }
  }
})();
