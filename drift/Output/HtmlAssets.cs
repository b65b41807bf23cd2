using System.Security.Cryptography;
using System.Text;

namespace ClickFunnels.Drift.Output;

/// <summary>The style and the script of the HTML report, and the policy that allows nothing else.</summary>
internal static class HtmlAssets
{
    public static readonly string Style = """

        :root { color-scheme: light dark; }
        body { font: 1rem/1.5 system-ui, sans-serif; max-width: 75rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
        article { border: 1px solid; border-left-width: .5rem; border-radius: .25rem; padding: 0 1rem 1rem; margin: 1rem 0; }
        article.breaking { border-color: #c62828; }
        article.warning { border-color: #b26a00; }
        article.info { border-color: #1565c0; }
        [hidden] { display: none !important; }
        dl > div { display: flex; gap: .5rem; }
        dt { flex: 0 0 7rem; font-weight: 600; }
        dd { margin: 0; }
        form { display: flex; flex-wrap: wrap; gap: 1rem; align-items: end; }
        select { max-width: 20rem; }
        .sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); gap: 1rem; }
        .sides > div { min-width: 0; }
        pre { overflow: auto; max-height: 24rem; padding: .5rem; border: 1px dashed; }
        :focus-visible { outline: 3px solid #1565c0; outline-offset: 2px; }

        """.ReplaceLineEndings("\n");

    public static readonly string Script = """

        "use strict";
        (() => {
          const form = document.getElementById("filter");
          const items = Array.from(document.querySelectorAll("article"));
          const update = () => {
            const levels = new Set(Array.from(form.querySelectorAll("[name=level]:checked"), (box) => box.value));
            const rule = form.elements.rule.value;
            const operation = form.elements.operation.value;
            const text = form.elements.text.value.toLowerCase();
            let shown = 0;
            for (const item of items) {
              const fits = levels.has(item.dataset.level)
                && (!rule || item.dataset.rule === rule)
                && (!operation || item.dataset.operations.split("\n").includes(operation))
                && (!text || item.textContent.toLowerCase().includes(text));
              item.hidden = !fits;
              shown += fits ? 1 : 0;
            }
            document.getElementById("shown").textContent = `${shown} of ${items.length} findings shown`;
          };
          form.addEventListener("input", update);
          form.addEventListener("submit", (event) => event.preventDefault());
          form.hidden = false;
          update();
        })();

        """.ReplaceLineEndings("\n");

    /// <summary>Only this style and this script may run, and nothing may be loaded or sent.</summary>
    public static string SecurityPolicy { get; } =
        $"default-src 'none'; style-src '{Hash(Style)}'; script-src '{Hash(Script)}'; base-uri 'none'; form-action 'none'";

    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
}
