using System.Security.Cryptography;
using System.Text;

namespace ClickFunnels.Migration.Reports;

/// <summary>The style and the script of the HTML report, and the policy that allows nothing else.</summary>
internal static class HtmlReportAssets
{
    public static readonly string Style = """

        :root { color-scheme: light dark; --new: #2e7d32; --existing: #1565c0; --rejected: #c62828; }
        body { font: 1rem/1.5 system-ui, sans-serif; max-width: 75rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
        table { border-collapse: collapse; width: 100%; }
        caption { text-align: start; }
        th, td { border-bottom: 1px solid; padding: .25rem .75rem .25rem 0; text-align: start; vertical-align: top; }
        .number { text-align: end; white-space: nowrap; }
        .keys { max-height: 20rem; overflow: auto; }
        .scroll { overflow-x: auto; }
        [hidden] { display: none !important; }
        form { display: flex; flex-wrap: wrap; gap: 1rem; align-items: end; }
        svg { max-width: 100%; height: auto; }
        svg text { fill: currentColor; font-size: 14px; }
        .new { fill: var(--new); }
        .existing { fill: var(--existing); }
        .rejected { fill: var(--rejected); }
        :focus-visible { outline: 3px solid #1565c0; outline-offset: 2px; }

        """.ReplaceLineEndings("\n");

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

    /// <summary>Only this style and this script may run, and nothing may be loaded or sent.</summary>
    public static string SecurityPolicy { get; } =
        $"default-src 'none'; style-src '{Hash(Style)}'; script-src '{Hash(Script)}'; base-uri 'none'; form-action 'none'";

    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
}
