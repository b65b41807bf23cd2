using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ClickFunnels.Contracts.Reading;
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
    private static readonly Rule Removed = new(
        "api-host-removed",
        Severity.Warning,
        RuleGroup.Operations,
        "The API is no longer served from one of its addresses: clients that are configured with it fail."
    );
    private static readonly Rule DefaultChanged = new(
        "api-host-order-changed",
        Severity.Warning,
        RuleGroup.Operations,
        "Another one of the addresses is the first, which clients use by default."
    );
    private static readonly Rule VariableDefault = new(
        "api-host-variable-default-changed",
        Severity.Warning,
        RuleGroup.Operations,
        "The default of a variable of an address changed: clients that do not set it should call another address."
    );
    private static readonly Rule VariableValueRemoved = new(
        "api-host-variable-value-removed",
        Severity.Warning,
        RuleGroup.Operations,
        "A value of a variable of an address was removed: clients that set it fail."
    );
    private static readonly Rule VariableValueAdded = new(
        "api-host-variable-value-added",
        Severity.Info,
        RuleGroup.Operations,
        "A value of a variable of an address was added."
    );

    public IEnumerable<Rule> Rules =>
        [GlobalChanged, Changed, Added, Removed, DefaultChanged, VariableDefault, VariableValueRemoved, VariableValueAdded];

    public void Check(DocumentPair documents, DiffFindings findings)
    {
        findings.Operations = [.. documents.Operations.Where(Inherits).Select(pair => pair.New.Name)];
        if (documents.Old.Root["servers"] is JsonArray { Count: > 0 } before)
        {
            Servers(
                (before, "/servers"),
                (documents.New.Root["servers"] as JsonArray ?? [], "/servers"),
                GlobalChanged,
                "The API",
                findings
            );
        }

        foreach (var pair in documents.Operations)
        {
            findings.Operations = [pair.New.Name];
            Operation(pair, findings);
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
        else if (!Inherits(pair))
        {
            Servers(pair.Old.ServerList, pair.New.ServerList, Changed, method, findings);
        }
    }

    private static void Servers(
        (JsonArray Servers, string Pointer) old,
        (JsonArray Servers, string Pointer) @new,
        Rule changed,
        string subject,
        DiffFindings findings
    )
    {
        var (before, after) = (Addresses(old.Servers), Addresses(@new.Servers));
        if (changed == Changed)
        {
            (before, after) = (before.Count == 0 ? ["/"] : before, after.Count == 0 ? ["/"] : after);
        }

        if (before.Count == 0 || after.Count == 0)
        {
            foreach (var address in before)
            {
                findings.AddRemoved(Removed, old.Pointer, $"{subject} is no longer documented to be served from {address}.", address);
            }

            return;
        }

        var moved = !after.Contains(before[0]);
        if (moved)
        {
            findings.Add(
                changed,
                @new.Pointer,
                $"{subject} is served from {after[0]} instead of {before[0]}: deployed clients call the old address.",
                before[0],
                after[0]
            );
        }
        else if (before[0] != after[0])
        {
            findings.Add(
                DefaultChanged,
                @new.Pointer,
                $"{subject} is first served from {after[0]}, from {before[0]} before: clients without another setting call the first.",
                before[0],
                after[0]
            );
        }

        foreach (var address in after.Except(before).Where(address => !moved || address != after[0]))
        {
            findings.Add(Added, @new.Pointer, $"{subject} is also served from {address}.", null, address);
        }

        foreach (var address in before.Except(after).Where(address => !moved || address != before[0]))
        {
            findings.AddRemoved(
                Removed,
                old.Pointer,
                $"{subject} is no longer served from {address}: clients that are configured with it fail.",
                address
            );
        }

        foreach (var (index, server) in @new.Servers.Index())
        {
            var same = before.IndexOf(after[index]);
            if (same >= 0 && same < old.Servers.Count && old.Servers[same] is JsonObject was && server is JsonObject now)
            {
                Variables(was, now, $"{@new.Pointer}/{index}/variables", subject, findings);
            }
        }
    }

    // Variables are compared by their order in the address, because their names are not sent.
    private static void Variables(JsonObject before, JsonObject after, string pointer, string subject, DiffFindings findings)
    {
        foreach (var (oldName, newName) in Names(before).Zip(Names(after)))
        {
            if (before["variables"] is not JsonObject old || after["variables"] is not JsonObject now)
            {
                continue;
            }

            var (was, variable) = (old[oldName] as JsonObject ?? [], now[newName] as JsonObject ?? []);
            var (oldDefault, newDefault) = (was["default"]?.ToString(), variable["default"]?.ToString());
            if (oldDefault != newDefault)
            {
                findings.Add(
                    VariableDefault,
                    $"{pointer}/{newName}",
                    $"{subject} is served with {newName} = {newDefault ?? "no default"} by default instead of "
                        + $"{oldDefault ?? "no default"}.",
                    oldDefault,
                    newDefault
                );
            }

            var (oldValues, newValues) = (Values(was), Values(variable));
            if (newValues.Count > 0)
            {
                foreach (var value in oldValues.Except(newValues))
                {
                    findings.Add(
                        VariableValueRemoved,
                        $"{pointer}/{newName}",
                        $"{subject} is no longer served with {newName} = {value}.",
                        value
                    );
                }
            }

            if (oldValues.Count > 0)
            {
                foreach (var value in newValues.Except(oldValues))
                {
                    findings.Add(
                        VariableValueAdded,
                        $"{pointer}/{newName}",
                        $"{subject} is also served with {newName} = {value}.",
                        null,
                        value
                    );
                }
            }
        }
    }

    private static List<string> Values(JsonObject variable) =>
        [.. (variable["enum"] as JsonArray ?? []).Select(value => value?.ToString() ?? "").Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> Names(JsonObject server) =>
        Variable().Matches(server["url"]?.ToString() ?? "").Select(match => match.Value[1..^1]);

    private static bool Inherits(OperationPair pair) => !pair.Old.HasOwnServers && !pair.New.HasOwnServers;

    private static List<string> Addresses(JsonArray servers) => [.. servers.Select(server => Normal(server.Get("url")?.ToString() ?? "/"))];

    // The names of variables and a trailing slash do not matter.
    private static string Normal(string address) => Variable().Replace(address.TrimEnd('/'), "{}") is { Length: > 0 } normal ? normal : "/";

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Variable();
}
