using System.Text.Json.Nodes;
using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Webhooks that a document of OpenAPI 3.1 describes beside its paths.</summary>
internal sealed class WebhookCheck : IDocumentCheck
{
    private static readonly Rule Added = new(
        "webhook-added",
        Severity.Info,
        Direction.None,
        "The service delivers a further kind of event.",
        VersionStep.Minor
    );
    private static readonly Rule Removed = new(
        "webhook-removed",
        Severity.Breaking,
        Direction.None,
        "The service no longer delivers a kind of event: code that waits for it waits in vain."
    );

    public IEnumerable<Rule> Rules => [Added, Removed];

    public void Check(DocumentPair documents, DiffFindings findings)
    {
        var (before, after) = (Webhooks(documents.Old), Webhooks(documents.New));
        foreach (var (name, _) in after.Where(webhook => !before.ContainsKey(webhook.Key)))
        {
            findings.Add(Added, JsonPointer.Append("/webhooks", name), $"The webhook {name} is new.", null, name);
        }

        foreach (var (name, _) in before.Where(webhook => !after.ContainsKey(webhook.Key)))
        {
            findings.AddRemoved(
                Removed,
                JsonPointer.Append("/webhooks", name),
                $"The webhook {name} is gone: events of this kind no longer come.",
                name
            );
        }
    }

    private static JsonObject Webhooks(ApiDocument document) => document.Root["webhooks"] as JsonObject ?? [];
}
