using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Workspaces, whose subdomains are host names.</summary>
[Resource("Workspace")]
internal sealed class WorkspaceBehavior(RecordStore store) : ResourceBehavior(store)
{
    private const int MaximumLabel = 63;

    [Operation("updateWorkspaces")]
    [Behavior(
        "A subdomain is one DNS label, and no two workspaces have the same one, upper and lower case alike (422)",
        Evidence.Assumed,
        "each subdomain is a host name, which cannot belong to two workspaces"
    )]
    public override void Update(Call call, Record record, JsonObject changes)
    {
        if (Text(changes, "subdomain") is not { } subdomain)
        {
            return;
        }

        call.Problems.Require(IsLabel(subdomain), "Subdomain is invalid");
        call.Problems.Require(
            !Store
                .Of("Workspace")
                .Any(other => other != record && string.Equals(other.Text("subdomain"), subdomain, StringComparison.OrdinalIgnoreCase)),
            "Subdomain has already been taken"
        );
    }

    /// <summary>Returns true if a subdomain is one DNS label.</summary>
    public static bool IsLabel(string subdomain) =>
        subdomain.Length is > 0 and <= MaximumLabel
        && subdomain[0] != '-'
        && subdomain[^1] != '-'
        && subdomain.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');
}
