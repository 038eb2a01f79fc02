/// What a page can do beyond being read: tables that sort, a search in the items, a table of items narrowed to those of a
/// figure, a figure that opens where a link leads to it, everything open on paper. Without it nothing is missing from the page. Holds none of the characters that markup
/// escapes.
enum PageScript {
    /// Stands in the page's security policy; a test holds it against the text.
    static let digest = "RkfxmzvqghqyYhLQsgMYmKCXPtaVm9FG56dAtilsnsk="

    static let text: StaticString = """
        (function () {
          "use strict";
          var each = function (list, body) { Array.prototype.forEach.call(list, body); };
          var value = function (row, column) {
            var cell = row.cells[column];
            return cell.hasAttribute("data-v") ? Number(cell.getAttribute("data-v")) : cell.textContent.trim();
          };
          var rowsOf = function (table) {
            var rows = [];
            each(table.tBodies, function (body) { each(body.rows, function (row) { rows.push(row); }); });
            return rows;
          };
          var compare = function (a, b) {
            if (typeof a === "number") { if (typeof b === "number") { return a - b; } return -1; }
            if (typeof b === "number") { return 1; }
            return a.localeCompare(b, document.documentElement.lang, { numeric: true });
          };
          var sort = function (table, cell, column) {
            var down = cell.getAttribute("aria-sort") === "ascending";
            each(table.tHead.rows[0].cells, function (other) { other.setAttribute("aria-sort", "none"); });
            cell.setAttribute("aria-sort", down ? "descending" : "ascending");
            var rows = rowsOf(table);
            rows.sort(function (a, b) {
              var order = compare(value(a, column), value(b, column));
              return down ? -order : order;
            });
            rows.forEach(function (row) { table.tBodies[0].appendChild(row); });
          };
          each(document.querySelectorAll("table.sortable"), function (table) {
            each(table.tHead.rows[0].cells, function (cell, column) {
              var button = document.createElement("button");
              button.type = "button";
              button.textContent = cell.textContent;
              cell.textContent = "";
              cell.appendChild(button);
              cell.setAttribute("aria-sort", "none");
              button.addEventListener("click", function () { sort(table, cell, column); });
            });
          });
          var plain = function (text) { return text.normalize("NFD").replace(/[\\u0300-\\u036f]/g, "").replace(/\\u0111/gi, "d").toLowerCase(); };
          var narrow = function () { return; };
          var rowsOfLog = {};
          each(document.querySelectorAll(".search"), function (label) {
            var field = label.querySelector("input");
            var told = label.querySelector("output");
            var bar = document.querySelector(".narrowed");
            var table = document.getElementById(field.getAttribute("data-table"));
            var rows = rowsOf(table);
            var texts = rows.map(function (row) { return plain(row.textContent); });
            var only = null;
            var show = function () {
              var wanted = plain(field.value.trim());
              var shown = 0;
              rows.forEach(function (row, place) {
                var isOfFigure = only ? only.has(row.id) : true;
                row.hidden = isOfFigure ? !texts[place].includes(wanted) : true;
                if (!row.hidden) { shown += 1; }
              });
              bar.hidden = !only;
              told.textContent = shown === rows.length ? "" : " " + shown + "/" + rows.length;
            };
            if (table.tBodies.length !== 1) {
              each(table.tBodies, function (body) {
                rowsOfLog[body.id] = Array.prototype.map.call(body.rows, function (row) { return row.id; });
              });
            }
            narrow = function (ids) {
              only = ids ? new Set(ids) : null;
              field.value = "";
              show();
            };
            label.hidden = false;
            field.addEventListener("input", show);
            bar.querySelector("button").addEventListener("click", function () { narrow(null); field.focus(); });
            document.addEventListener("toggle", function (event) {
              if (event.target.open) { each(event.target.querySelectorAll("ol.counted"), offer); }
            }, true);
            var offer = function (list) {
              var before = list.previousElementSibling;
              if (before) { if (before.className === "narrow") { return; } }
              var links = Array.prototype.slice.call(list.querySelectorAll("a"));
              if (!links.length) { return; }
              var button = document.createElement("button");
              button.type = "button";
              button.className = "narrow";
              button.textContent = bar.getAttribute("data-offer");
              button.addEventListener("click", function () {
                narrow(links.map(function (link) { return link.getAttribute("href").slice(1); }));
                label.scrollIntoView();
                bar.querySelector("button").focus();
              });
              list.before(button);
            };
          });
          var reveal = function () {
            var name = decodeURIComponent(location.hash.slice(1));
            var target = document.getElementById(name);
            if (rowsOfLog[name]) { narrow(rowsOfLog[name]); }
            if (target) { if (target.hidden) { narrow(null); } }
            for (var part = target; part; part = part.parentElement) {
              if (part.tagName === "DETAILS") { part.open = true; }
            }
            if (target) { target.scrollIntoView(); }
          };
          window.addEventListener("hashchange", reveal);
          if (location.hash) { reveal(); }
          var closed = [];
          window.addEventListener("beforeprint", function () {
            closed = Array.prototype.slice.call(document.querySelectorAll("details:not([open]):not(.figure)"));
            closed.forEach(function (part) { part.open = true; });
          });
          window.addEventListener("afterprint", function () {
            closed.forEach(function (part) { part.open = false; });
          });
        })();
        """
}
