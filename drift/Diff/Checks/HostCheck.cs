using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks the hosts that serve the API and single operations.</summary>
internal sealed partial class HostCheck : IDocumentCheck
{
    private const string HostKey = "x-host";
    private static readonly Rule GlobalChanged = new(
        "api-host-changed",
        Severity.Breaking,
        RuleGroup.Operations,
        "The API is served from another address: deployed clients call the old one."
    );
    private static readonly Rule Changed = new(
        "operation-host-changed",
        Severity.Breaking,
        RuleGroup.Operations,
        "An operation is served from another host: deployed clients call the old one."
    );
    private static readonly Rule Added = new(
        "api-host-added",
        Severity.Info,
        RuleGroup.Operations,
        "The API is also served from another address."
    );

    public IEnumerable<Rule> Rules => [GlobalChanged, Changed, Added];

    public void Check(DocumentPair documents, DiffFindings findings)
    {
        Document(documents, findings);
        foreach (var pair in documents.Operations)
        {
            findings.Operations = [pair.New.Name];
            Operation(pair, findings);
        }
    }

    private static void Document(DocumentPair documents, DiffFindings findings)
    {
        if (documents.Old.Root["servers"] is not JsonArray { Count: > 0 } || documents.New.Root["servers"] is not JsonArray { Count: > 0 })
        {
            return;
        }

        findings.Operations = [.. documents.Operations.Where(Inherits).Select(pair => pair.New.Name)];
        var (before, after) = (Addresses(documents.Old), Addresses(documents.New));
        if (!after.Contains(before[0]))
        {
            findings.Add(
                GlobalChanged,
                "/servers",
                $"The API is served from {after[0]} instead of {before[0]}: deployed clients call the old address.",
                before[0],
                after[0]
            );
        }

        foreach (var address in after.Except(before).Where(address => address != after[0] || after.Contains(before[0])))
        {
            findings.Add(Added, "/servers", $"The API is also served from {address}.", null, address);
        }
    }

    private static void Operation(OperationPair pair, DiffFindings findings)
    {
        var method = findings.Names.Method(pair.New);
        var (was, now) = (pair.Old.Text(HostKey), pair.New.Text(HostKey));
        if (was is not null && now is not null && was != now)
        {
            findings.Add(
                Changed,
                $"{pair.New.Pointer}/{HostKey}",
                $"{method} is served by the {now} host instead of the {was} host: deployed clients call the old one.",
                was,
                now
            );
        }
        else if (!Inherits(pair) && !pair.New.Servers.Select(Normal).Contains(Normal(pair.Old.Servers[0])))
        {
            findings.Add(
                Changed,
                pair.New.Pointer,
                $"{method} is served from {pair.New.Servers[0]} instead of {pair.Old.Servers[0]}.",
                pair.Old.Servers[0],
                pair.New.Servers[0]
            );
        }
    }

    private static bool Inherits(OperationPair pair) => !pair.Old.HasOwnServers && !pair.New.HasOwnServers;

    private static List<string> Addresses(ApiDocument document) =>
        [.. ((JsonArray)document.Root["servers"]!).Select(server => Normal((server as JsonObject)?["url"]?.ToString() ?? "/"))];

    // The names of variables and a trailing slash do not matter.
    private static string Normal(string address) => Variable().Replace(address.TrimEnd('/'), "{}");

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Variable();
}
