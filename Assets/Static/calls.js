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
    // Enter on a link or a button is that one's own.
    var isDone = key === "Enter" ? !event.target.closest("a, button, summary") && press("save")
      : key === "d" ? press("dial") : key === "l" ? press("skip")
        : key === "t" && form ? (document.getElementById("words").focus(), true) : choose(key);
    if (isDone) { event.preventDefault(); }
  });

  // After the number is dialled what came of it is next: Enter there saves, and doesn't dial again.
  var phone = document.getElementById("phone");
  if (phone && form) { phone.addEventListener("click", function () { form.querySelector("[name=outcome]").focus({ preventScroll: true }); }); }

  // What the caller does next has the focus, unless there is something to read first: what is wrong, at its field.
  var wrong = form && Array.from(form.querySelectorAll(".wrong")).filter(function (one) { return one.getClientRects().length; })[0];
  if (wrong) { wrong.querySelector("input, textarea").focus(); }
  else if (!document.querySelector("[data-focus]")) {
    var next = phone || document.getElementById("dial");
    if (next) { next.focus(); }
  }
})();
