using ClickFunnels.Reports;

namespace ClickFunnels.Migration.Reports;

/// <summary>The style and the script of the HTML report.</summary>
internal static class HtmlReportAssets
{
    public static readonly string Style = (
        "\n"
        + HtmlPage.Style
        + """
            :root { --new: #2e7d32; --existing: #1565c0; --rejected: #c62828; }
            .keys { max-height: 20rem; overflow: auto; }
            form { display: flex; flex-wrap: wrap; gap: 1rem; align-items: end; }
            .new { fill: var(--new); }
            .existing { fill: var(--existing); }
            .rejected { fill: var(--rejected); }

            """
    ).ReplaceLineEndings("\n");

    public static readonly string Script = """

        "use strict";
        (() => {
          const form = document.getElementById("filter");
          const rows = Array.from(document.querySelectorAll("tr[data-kind]"));
          const update = () => {
            const kind = form.elements.kind.value;
            const text = form.elements.text.value.toLowerCase();
            let shown = 0;
            for (const row of rows) {
              const fits = (!kind || row.dataset.kind === kind) && (!text || row.textContent.toLowerCase().includes(text));
              row.hidden = !fits;
              shown += fits ? 1 : 0;
            }
            document.getElementById("shown").textContent = `${shown} of ${rows.length} rows shown`;
          };
          form.addEventListener("input", update);
          form.addEventListener("submit", (event) => event.preventDefault());
          form.hidden = rows.length === 0;
          update();
        })();

        """.ReplaceLineEndings("\n");
}
