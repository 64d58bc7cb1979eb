// A label's code, typed, pasted or sent by a USB scanner. Everything works without this file: the server reads what was
// typed, and decides in any case. With it a slip is said at once, and a scanner's keystrokes open the label from anywhere
// on the page, whatever has the focus and whichever input method is on.
"use strict";
(function () {
  var say = document.body.dataset;
  var ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  var COUNT = 12;
  var SEPARATOR = /[\s\-‐‑‒–—―−－·.]/;

  /* The rule: Crockford's base 32, eleven symbols and a check symbol over GF(32), as the server has it. */

  // What a person may have meant by a character: "" for a separator, null where no code has it.
  function symbol(character) {
    if (SEPARATOR.test(character)) { return ""; }
    var point = character.codePointAt(0);
    // The full-width forms that a Chinese keyboard types.
    if (point >= 0xff01 && point <= 0xff5e) { character = String.fromCodePoint(point - 0xfee0); }
    var capital = character.toUpperCase().replace("O", "0").replace(/[IL]/, "1");
    return ALPHABET.indexOf(capital) >= 0 ? capital : null;
  }

  function timesX(value) { return value & 16 ? (value << 1) ^ 37 : value << 1; }

  function fits(symbols) {
    var sum = 0;
    for (var i = COUNT - 2; i >= 0; i -= 1) { sum = timesX(sum ^ ALPHABET.indexOf(symbols[i])); }
    return sum === ALPHABET.indexOf(symbols[COUNT - 1]) && !/^0+$/.test(symbols);
  }

  // {symbols, foreign, isWhole, fits}: foreign is the first character that no code has.
  function read(text) {
    var symbols = "", foreign = null;
    Array.from(text).forEach(function (character) {
      var found = symbol(character);
      if (found === null) { foreign = foreign || character; } else { symbols += found; }
    });
    var isWhole = foreign === null && symbols.length === COUNT;
    return { symbols: symbols, foreign: foreign, isWhole: isWhole, fits: isWhole && fits(symbols) };
  }

  function grouped(symbols) { return (symbols.match(/.{1,4}/g) || []).join("-"); }
  function bare(text) { return text.normalize("NFKC").toUpperCase().replace(/[^A-Z0-9]/g, ""); }

  // The code at the end of a whole address of ours. Only letters and digits are compared: a scanner that is set to another
  // keyboard sends every sign between them wrong. null: another address, or none.
  function ofAddress(text) {
    var sent = bare(text.replace(/[?#].*$/, ""));
    var code = null;
    (say.hosts || "").split(" ").forEach(function (host) {
      var own = bare(host);
      ["HTTPS", "HTTP", ""].forEach(function (scheme) {
        if (!own || sent.length !== scheme.length + own.length + COUNT || sent.indexOf(scheme + own) !== 0) { return; }
        var typed = read(sent.slice(-COUNT));
        if (typed.fits) { code = typed.symbols; }
      });
    });
    return code;
  }

  // An address of ours that isn't whole yet, so that nothing can be said of it.
  function isBeginning(text) {
    var sent = bare(text);
    return (say.hosts || "").split(" ").some(function (host) {
      return ["HTTPS", "HTTP", ""].some(function (scheme) {
        var own = scheme + bare(host);
        return own.indexOf(sent) === 0 || (sent.indexOf(own) === 0 && sent.length < own.length + COUNT);
      });
    });
  }

  // A code by itself, or at the end of an address of ours.
  function codeOf(text) {
    var typed = read(text.trim());
    return typed.fits ? typed.symbols : ofAddress(text);
  }

  function open(code) {
    var back = say.back ? "?back=" + encodeURIComponent(say.back) : "";
    location.assign("/" + code + back);
  }

  /* The field: grouped as printed, checked while typing. */

  function sentence(typed, text) {
    if (typed.foreign !== null) {
      if (/[/:]/.test(text)) { return isBeginning(text) ? ["", ""] : [say.codeForeign, "bad"]; }
      return [say.codeCharacter.replace("{found}", typed.foreign), "bad"];
    }
    if (typed.symbols.length > COUNT) { return [say.codeLength.replace("{found}", typed.symbols.length), "bad"]; }
    if (typed.isWhole) { return typed.fits ? [say.codeFits, "good"] : [say.codeCheck, "bad"]; }
    return ["", ""];
  }

  document.querySelectorAll("input[data-code]").forEach(function (input) {
    var said = document.getElementById(input.id + "-say");
    var counted = document.getElementById(input.id + "-count");
    var isComposing = false;

    function show() {
      var code = ofAddress(input.value);
      var typed = read(code || input.value);
      var told = sentence(typed, code || input.value);
      if (counted) { counted.textContent = typed.symbols && typed.foreign === null ? typed.symbols.length + " / " + COUNT : ""; }
      if (!said || said.textContent === told[0]) { return; }
      said.textContent = told[0];
      said.className = "say " + told[1];
      input.setAttribute("aria-invalid", told[1] === "bad" ? "true" : "false");
    }

    // The caret stays behind the same symbol. What can't be a code is left as it was typed.
    function group() {
      var code = ofAddress(input.value);
      if (code) { input.value = grouped(code); return; }
      var typed = read(input.value);
      if (typed.foreign !== null || typed.symbols.length > COUNT) { return; }
      var before = read(input.value.slice(0, input.selectionStart)).symbols.length;
      var text = grouped(typed.symbols);
      if (text === input.value) { return; }
      var isAtEnd = input.selectionStart === input.value.length;
      input.value = text;
      var caret = isAtEnd ? text.length : before + Math.floor(Math.max(0, before - 1) / 4);
      input.setSelectionRange(caret, caret);
    }

    input.addEventListener("compositionstart", function () { isComposing = true; });
    input.addEventListener("compositionend", function () { isComposing = false; group(); show(); });
    input.addEventListener("input", function (event) {
      if (isComposing || event.isComposing) { return; }
      group();
      show();
    });
    if (input.value) { show(); }
  });

  /* A USB scanner: a keyboard that types faster than anybody, and ends with Enter. */

  var PAUSE = 100;  // milliseconds between two keys of one scan, at most
  var MEAN = 45;    // on average
  var burst = { text: "", at: 0, began: 0, field: null, value: "" };
  var SHIFTED = { Semicolon: ":", Slash: "?", Minus: "_" };
  var PLAIN = { Semicolon: ";", Slash: "/", Minus: "-", Period: ".", Space: " " };

  // The key itself, or by its place on the keyboard: an input method that is on hides what was typed.
  function typedBy(event) {
    if (event.key.length === 1) { return event.key; }
    var place = /^(?:Key([A-Z])|(?:Digit|Numpad)([0-9]))$/.exec(event.code);
    if (place) { return place[1] || place[2]; }
    return (event.shiftKey ? SHIFTED : PLAIN)[event.code] || "";
  }

  function editable(target) {
    return target && /^(INPUT|TEXTAREA)$/.test(target.tagName) && !/^(radio|checkbox|file|range|button|submit)$/.test(target.type)
      ? target : null;
  }

  // What the scanner wrote into a field is taken out again.
  function restore() {
    if (!burst.field) { return; }
    burst.field.value = burst.value;
    burst.field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function tell(text) {
    var region = document.getElementById("scanner-says");
    if (!region) {
      region = document.createElement("p");
      region.id = "scanner-says";
      region.className = "toast";
      region.setAttribute("role", "alert");
      document.body.appendChild(region);
    }
    region.textContent = text;
    clearTimeout(tell.timer);
    tell.timer = setTimeout(function () { region.remove(); }, 8000);
  }

  document.addEventListener("keydown", function (event) {
    var now = event.timeStamp;
    if (event.ctrlKey || event.metaKey || event.altKey) { burst.text = ""; return; }
    if (event.key === "Shift" || event.key === "CapsLock") { return; }
    if (event.code === "Enter" || event.code === "NumpadEnter" || event.key === "Enter") {
      var text = burst.text;
      var isScan = text.length >= COUNT && now - burst.at <= PAUSE && (burst.at - burst.began) / (text.length - 1) <= MEAN;
      burst.text = "";
      // The field for a code has its own form, and a slip is to be seen there.
      if (!isScan || (burst.field && burst.field.hasAttribute("data-code") && !codeOf(text))) { return; }
      var code = codeOf(text);
      var isAddress = /^HTTPS?/.test(bare(text));
      if (!code && !isAddress) { return; }
      event.preventDefault();
      event.stopPropagation();
      restore();
      if (code) { open(code); } else { tell(say.codeForeign); }
      return;
    }
    var typed = typedBy(event);
    if (!typed) { burst.text = ""; return; }
    if (!burst.text || now - burst.at > PAUSE) {
      burst.text = "";
      burst.began = now;
      burst.field = editable(event.target);
      burst.value = burst.field ? burst.field.value : "";
    }
    // A long text is no label's: the beginning is forgotten, and it takes a pause to begin anew.
    if (burst.text.length < 200) { burst.text += typed; }
    burst.at = now;
  }, true);

  window.mendmarkCodes = { read: read, codeOf: codeOf };
})();
