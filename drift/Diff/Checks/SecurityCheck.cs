using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks the required authentication of the document and of single operations.</summary>
internal sealed class SecurityCheck : IDocumentCheck
{
    private static readonly SecurityRules Global = new("api-global-security", "the API");
    private static readonly SecurityRules Single = new("api-security", "an operation");

    public IEnumerable<Rule> Rules => [.. Global.All, .. Single.All];

    public void Check(DocumentPair documents, DiffFindings findings)
    {
        var schemes = new SecuritySchemes(documents.Old, documents.New);
        var (before, after) = (Of(documents.Old.Root) ?? [], Of(documents.New.Root) ?? []);
        findings.Operations = [.. documents.Operations.Where(Inherits).Select(pair => pair.New.Name)];
        Global.Compare(before, after, schemes, ("/security", "/security"), "Every call that does not say otherwise", findings);

        foreach (var pair in documents.Operations.Where(pair => !Inherits(pair)))
        {
            findings.Operations = [pair.New.Name];
            Single.Compare(
                pair.Old.Security,
                pair.New.Security,
                schemes,
                (Pointer(pair.Old), Pointer(pair.New)),
                findings.Names.Method(pair.New),
                findings
            );
        }
    }

    private static bool Inherits(OperationPair pair) => Of(pair.Old.Node) is null && Of(pair.New.Node) is null;

    private static JsonArray? Of(JsonObject owner) => owner["security"] as JsonArray;

    private static string Pointer(ApiOperation operation) =>
        Of(operation.Node) is null ? operation.Pointer : $"{operation.Pointer}/security";
}
