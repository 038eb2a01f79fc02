/// What a page can do beyond being read: tables that sort, a search in the items, a figure that opens where a link leads
/// to it, everything open on paper. Without it nothing is missing from the page. Holds none of the characters that markup
/// escapes.
enum PageScript {
    /// Stands in the page's security policy; a test holds it against the text.
    static let digest = "ZifCoK00nuOIRAX/zRuAmwQTtJ1SYsTyERUq3pNbDLs="

    static let text: StaticString = """
        (function () {
          "use strict";
          var each = function (list, body) { Array.prototype.forEach.call(list, body); };
          var value = function (row, column) {
            var cell = row.cells[column];
            return cell.hasAttribute("data-v") ? Number(cell.getAttribute("data-v")) : cell.textContent.trim();
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
            var body = table.tBodies[0];
            var rows = Array.prototype.slice.call(body.rows);
            rows.sort(function (a, b) {
              var order = compare(value(a, column), value(b, column));
              return down ? -order : order;
            });
            rows.forEach(function (row) { body.appendChild(row); });
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
          each(document.querySelectorAll(".search"), function (label) {
            var field = label.querySelector("input");
            var told = label.querySelector("output");
            var rows = document.getElementById(field.getAttribute("data-table")).tBodies[0].rows;
            var texts = Array.prototype.map.call(rows, function (row) { return plain(row.textContent); });
            label.hidden = false;
            field.addEventListener("input", function () {
              var wanted = plain(field.value.trim());
              var shown = 0;
              each(rows, function (row, place) {
                row.hidden = !texts[place].includes(wanted);
                if (!row.hidden) { shown += 1; }
              });
              told.textContent = wanted ? " " + shown + "/" + rows.length : "";
            });
          });
          var reveal = function () {
            var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
            for (var part = target; part; part = part.parentElement) {
              if (part.tagName === "DETAILS") { part.open = true; }
            }
            if (target) { target.scrollIntoView(); }
          };
          window.addEventListener("hashchange", reveal);
          if (location.hash) { reveal(); }
          var closed = [];
          window.addEventListener("beforeprint", function () {
            closed = Array.prototype.slice.call(document.querySelectorAll("details:not([open])"));
            closed.forEach(function (part) { part.open = true; });
          });
          window.addEventListener("afterprint", function () {
            closed.forEach(function (part) { part.open = false; });
          });
        })();
        """
}
