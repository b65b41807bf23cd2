using System.Text.Json.Nodes;
using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks the webhooks of an OpenAPI 3.1 document.</summary>
internal sealed class WebhookCheck : IDocumentCheck
{
    private static readonly Rule Added = new(
        "webhook-added",
        Severity.Info,
        RuleGroup.Operations,
        "The service delivers a new type of event.",
        VersionStep.Minor
    );
    private static readonly Rule Removed = new(
        "webhook-removed",
        Severity.Breaking,
        RuleGroup.Operations,
        "The service no longer delivers a type of event: code that waits for it never runs."
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
                $"The webhook {name} was removed: the service no longer delivers events of this type.",
                name
            );
        }
    }

    private static JsonObject Webhooks(ApiDocument document) => document.Root["webhooks"] as JsonObject ?? [];
}
