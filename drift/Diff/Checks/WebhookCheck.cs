using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks the webhooks of an OpenAPI 3.1 document.</summary>
internal sealed class WebhookCheck : IDocumentCheck
{
    private static readonly DeliveryRules Webhooks = new(
        "webhook",
        "The service delivers a new type of event.",
        "The service no longer delivers a type of event: code that waits for it never runs."
    );

    public IEnumerable<Rule> Rules => Webhooks.All;

    public void Check(DocumentPair documents, DiffFindings findings)
    {
        Webhooks.Compare(
            documents.Webhooks,
            delivery =>
                delivery.Operation.Document == documents.Old && Names(documents.New).ContainsKey(delivery.Name)
                || delivery.Operation.Document == documents.New && Names(documents.Old).ContainsKey(delivery.Name)
                    ? delivery.Operation.Pointer
                    : JsonPointer.Append("/webhooks", delivery.Name),
            findings
        );
        foreach (var pair in documents.Webhooks.Pairs)
        {
            findings.Operations = [$"webhook {pair.New.Name}"];
            Webhooks.Compare(pair, findings);
        }
    }

    private static JsonObject Names(ApiDocument document) => document.Root["webhooks"] as JsonObject ?? [];
}
