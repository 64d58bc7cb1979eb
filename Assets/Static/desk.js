// The board's and the call page's keys. Both work without this file.
"use strict";
(function () {
  function typing(target) { return target.closest && target.closest("input:not([type=checkbox]), textarea, select, dialog, [contenteditable]"); }
  function all(query, root) { return Array.from((root || document).querySelectorAll(query)); }

  board();
  intake();
  placeField();

  // Places while their names are typed into a field. `make` gives the item for one, with a link or a button in it.
  function suggestions(field, data, list, says, make) {
    var asked = "", timer = 0, turn = 0;
    function suggest() {
      var text = field.value.trim();
      if (text === asked) { return; }
      asked = text;
      var mine = ++turn;
      if (!text) { clear(); return; }
      fetch(data.suggest + "?q=" + encodeURIComponent(text), { credentials: "same-origin" }).then(function (answer) {
        return answer.ok ? answer.json() : Promise.reject(new Error("status " + answer.status));
      }).then(function (places) {
        // An answer that comes after a later question is for nobody.
        if (mine !== turn) { return; }
        list.replaceChildren.apply(list, places.map(make));
        says.textContent = places.length ? data.many.replace("{count}", places.length) : data.none;
      }).catch(function () { if (mine === turn) { asked = ""; } });
    }
    function clear() { list.replaceChildren(); says.textContent = ""; }
    function items() { return all("a, button", list); }
    field.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(suggest, 60); });
    document.addEventListener("keydown", function (event) {
      var at = items().indexOf(document.activeElement);
      if (event.key === "ArrowDown" && (event.target === field || at >= 0)) {
        var next = items()[at + 1];
        if (next) { event.preventDefault(); next.focus(); }
      } else if (event.key === "ArrowUp" && at >= 0) {
        event.preventDefault();
        (items()[at - 1] || field).focus();
      }
    });
    return {
      clear: clear,
      // What Enter takes; nothing while the list is that of other words.
      first: function () { return field.value.trim() === asked ? items()[0] : undefined; },
      // Words that were put there, and need no list.
      settle: function () { clearTimeout(timer); turn += 1; asked = field.value.trim(); clear(); }
    };
  }
  function small(text) {
    var span = document.createElement("span");
    span.className = "small";
    span.textContent = text;
    return span;
  }
  function choice(place, name) {
    var one = document.createElement(name);
    one.className = "choice";
    var bold = document.createElement("b");
    bold.textContent = place.name;
    one.append(bold);
    if (place.formerly) { one.append(small(" (" + place.formerly + ")")); }
    one.append(small(place.path));
    return one;
  }
  function item(content) {
    var item = document.createElement("li");
    item.append(content);
    return item;
  }

  // A field of a form that takes a place's reference.
  function placeField() {
    var field = document.querySelector("input[data-suggest]");
    if (!field) { return; }
    var says = document.getElementById("place-says");
    var list = suggestions(field, field.dataset, document.getElementById("suggestions"), says, function (place) {
      var button = choice(place, "button");
      button.type = "button";
      button.addEventListener("click", function () {
        field.value = place.reference;
        list.settle();
        says.textContent = place.name + (place.path ? " · " + place.path : "");
        // Choices that the page offered were among other words.
        all("input[name=chosen]", field.form).forEach(function (old) { old.checked = false; });
        field.focus();
        field.dispatchEvent(new Event("input", { bubbles: true }));
      });
      return item(button);
    });
    field.addEventListener("keydown", function (event) {
      var first = event.key === "Enter" && !event.isComposing && event.keyCode !== 229 && list.first();
      if (first) { event.preventDefault(); first.click(); }
    });
  }

  function board() {
    var form = document.getElementById("chosen");
    if (!form) { return; }
    var keys = document.getElementById("keys");
    var opener = document.getElementById("keys-open");
    var count = document.getElementById("acts-count");
    var acts = document.getElementById("acts");

    function items() { return all("a.open", form); }
    function boxes() { return all("input[name=ticket]", form); }
    function here() { return document.activeElement && document.activeElement.closest("li.item"); }
    function show() {
      var chosen = boxes().filter(function (box) { return box.checked; });
      boxes().forEach(function (box) { box.closest("li.item").classList.toggle("chosen", box.checked); });
      if (count) { count.textContent = chosen.length ? String(chosen.length) : ""; }
      if (acts) { acts.classList.toggle("ready", chosen.length > 0); }
    }
    form.addEventListener("change", show);
    aside(form, boxes);
    show();

    // What was chosen and where the reader was survives news.
    var kept = null;
    document.addEventListener("desk:stale", function () {
      var item = here();
      kept = {
        chosen: boxes().filter(function (box) { return box.checked; }).map(function (box) { return box.dataset.number; }),
        at: item ? item.querySelector("a.open").textContent : null, index: items().indexOf(item && item.querySelector("a.open"))
      };
    });
    document.addEventListener("desk:fresh", function () {
      if (!kept) { return; }
      boxes().forEach(function (box) { box.checked = kept.chosen.indexOf(box.dataset.number) >= 0; });
      show();
      if (kept.at) {
        var links = items();
        var same = links.filter(function (link) { return link.textContent === kept.at; })[0];
        var next = same || links[Math.min(kept.index, links.length - 1)];
        if (next) { next.focus({ preventScroll: true }); }
      }
      kept = null;
    });

    function move(step) {
      var links = items();
      if (!links.length) { return; }
      var item = here();
      var now = item ? links.indexOf(item.querySelector("a.open")) : -1;
      var next = now < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, now + step));
      links[next].focus();
      links[next].closest("li.item").scrollIntoView({ block: "nearest" });
    }
    function choose() {
      var item = here();
      var box = item && item.querySelector("input[name=ticket]");
      if (box) { box.checked = !box.checked; show(); }
    }
    // A letter for an act takes the ticket under the cursor where none is chosen.
    function act(id) {
      var field = document.getElementById(id);
      if (!field) { return; }
      if (!boxes().some(function (box) { return box.checked; })) { choose(); }
      came = here();
      field.focus();
      field.scrollIntoView({ block: "center" });
    }
    var came = null;
    function back() {
      var link = came && came.isConnected ? came.querySelector("a.open") : items()[0];
      if (link) { link.focus(); }
    }
    function help() { if (keys && keys.showModal && !keys.open) { keys.showModal(); } }
    if (opener) { opener.hidden = false; opener.addEventListener("click", help); }

    document.addEventListener("keydown", function (event) {
      if (event.ctrlKey || event.metaKey || event.altKey) { return; }
      if (event.key === "Escape" && acts && acts.contains(document.activeElement)) { back(); return; }
      if (typing(event.target)) { return; }
      var name = event.key;
      if (name === "j") { move(1); } else if (name === "k") { move(-1); } else if (name === "x") { choose(); }
      else if (name === "a") { act("team"); } else if (name === "p") { act("priority"); } else if (name === "h") { act("reason"); }
      else if (name === "/") { focus("where"); }
      else if (name === "v") { keep(); } else if (name >= "1" && name <= "9") { open(Number(name)); }
      else if (name === "u") { press("undo"); } else if (name === "n") { press("new-call"); } else if (name === "?") { help(); }
      else { return; }
      event.preventDefault();
    });
    function press(id) { var button = document.getElementById(id); if (button) { button.click(); } }
    function focus(id) {
      var field = document.getElementById(id);
      if (field) { field.focus(); field.select(); }
    }
    function keep() {
      var fold = document.getElementById("keep");
      if (fold) { fold.open = true; focus("view-name"); }
    }
    function open(number) {
      var view = all("#kept-views a")[number - 1];
      if (view) { view.click(); }
    }
  }

  // Where the session has ended, a press, and soon the page itself, leads to where one signs in, and what was chosen and typed
  // would be gone. It is kept in this tab for who chose it, comes back on the board, and is never sent by itself.
  function aside(form, boxes) {
    var NAME = "draft:/-/board:chosen", MS_MAX = 1800000;
    var home = document.querySelector("[data-live]").dataset.page;
    function storage(action) { try { return action(window.sessionStorage); } catch (refused) { return null; } }
    function fields() { return all("#acts select, #acts input:not([type=hidden])", form); }
    function keep(isPressed) {
      var typed = {};
      fields().forEach(function (field) { typed[field.name] = field.value; });
      var chosen = boxes().filter(function (box) { return box.checked; }).map(function (box) { return box.dataset.number; });
      var kept = { at: Date.now(), who: document.body.dataset.who, home: home, chosen: chosen, fields: typed, isLost: isPressed };
      storage(function (s) { s.setItem(NAME, JSON.stringify(kept)); });
    }
    form.addEventListener("input", function () { keep(false); });
    form.addEventListener("submit", function () { keep(true); });
    var kept = storage(function (s) { return JSON.parse(s.getItem(NAME)); });
    if (!kept) { return; }
    // Signing in leads to the whole board; the view from which it was pressed may be another.
    var isAnswer = location.pathname !== home.split("?")[0];
    // Pressed, and no answer came; or the page for signing in was there meanwhile.
    var isOwn = kept.isLost && kept.who === document.body.dataset.who && Date.now() - kept.at < MS_MAX;
    if (!isAnswer && isOwn && kept.home !== home && home.indexOf("?") < 0 && kept.home.indexOf(home + "?") === 0) {
      location.replace(kept.home);
      return;
    }
    storage(function (s) { s.removeItem(NAME); });
    if (isAnswer || !isOwn) { return; }
    boxes().forEach(function (box) { box.checked = kept.chosen.indexOf(box.dataset.number) >= 0; });
    fields().forEach(function (field) {
      var isThere = field.tagName !== "SELECT" || all("option", field).some(function (one) { return one.value === kept.fields[field.name]; });
      if (field.name in kept.fields && isThere) { field.value = kept.fields[field.name]; }
    });
    var note = document.getElementById("board-restored");
    note.hidden = false;
    note.scrollIntoView({ block: "nearest" });
  }

  function intake() {
    var form = document.querySelector("form[data-suggest]");
    if (!form) { return; }
    var field = form.querySelector("#q");
    var list = document.getElementById("suggestions");
    var says = document.getElementById("q-says");
    var call = document.getElementById("call");
    all(".keys-hint").forEach(function (hint) { hint.hidden = false; });
    form.querySelector("button").hidden = true;

    var found = suggestions(field, form.dataset, list, says, function (place) {
      var link = choice(place, "a");
      link.href = place.link;
      return item(link);
    });

    // The form comes into the page; what was typed before stays.
    function load(address) {
      var before = {};
      all("#call [name]").forEach(function (input) {
        if (["csrf", "key", "place", "send", "joins"].indexOf(input.name) < 0) { before[input.name] = input.type === "checkbox" ? input.checked : input.value; }
      });
      return fetch(address, { headers: { Accept: "text/html" }, credentials: "same-origin" }).then(function (answer) {
        return answer.ok ? answer.text() : Promise.reject(new Error("status " + answer.status));
      }).then(function (text) {
        var fresh = new DOMParser().parseFromString(text, "text/html").getElementById("call");
        call.replaceChildren.apply(call, Array.from(fresh.childNodes));
        all("[name]", call).forEach(function (input) {
          if (!(input.name in before)) { return; }
          if (input.type === "checkbox") { input.checked = before[input.name]; }
          else if (input.name !== "category" || all("option", input).some(function (one) { return one.value === before.category; })) { input.value = before[input.name]; }
        });
        found.clear();
        var first = call.querySelector("#door") || call.querySelector("#words");
        if (first) { first.focus(); }
      }).catch(function () { location.href = address; });
    }
    form.addEventListener("submit", function (event) {
      var first = found.first();
      if (first) { event.preventDefault(); delete form.dataset.sending; load(first.getAttribute("href")); }
    });
    document.addEventListener("click", function (event) {
      var link = event.target.closest && event.target.closest("#suggestions a, #unknown");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
      event.preventDefault();
      load(link.getAttribute("href"));
    });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && call.contains(event.target)) {
        event.preventDefault();
        call.querySelector("#send").click();
      } else if (event.key === "Escape" && call.contains(event.target)) {
        field.focus();
        field.select();
      } else if (event.key === "/" && !typing(event.target)) {
        event.preventDefault();
        field.focus();
      }
    });
    var wrong = call.querySelector("[aria-invalid]");
    if (wrong) { wrong.focus(); }
    else if (!document.querySelector("[data-focus]")) { (call.querySelector("#door") || call.querySelector("#words") || field).focus(); }
    else if (!document.querySelector(".summary")) {
      // The number that is read out has the focus; the first letter begins the next call.
      document.addEventListener("keydown", function next(event) {
        if (typing(event.target) || event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) { return; }
        document.removeEventListener("keydown", next);
        field.focus();
      });
    }
  }
})();
