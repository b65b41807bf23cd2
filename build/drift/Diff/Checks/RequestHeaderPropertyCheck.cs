using ClickFunnels.Drift.Contract;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Required properties of a request header that is an object.</summary>
internal sealed class RequestHeaderPropertyCheck : IOperationCheck
{
    private static readonly Rule Added = new("new-required-request-header-property", Severity.Breaking, Direction.Request, "A request header needs a further property.");
    private static readonly Rule Required = new("request-header-property-became-required", Severity.Breaking, Direction.Request, "A property of a request header that could be left out has to be sent.");

    public IEnumerable<Rule> Rules => [Added, Required];

    public void Check(OperationPair operations, DiffFindings findings)
    {
        foreach (var (before, after) in operations.Parameters.Same.Where(pair => pair.New.In == "header"))
            Compare(before.Schema, after.Schema, $"{findings.Names.Method(operations.New)} has to send its header {after.Name} with", "", findings, []);
    }

    private static void Compare(Schema before, Schema after, string subject, string within, DiffFindings findings, HashSet<string> visited)
    {
        if (!visited.Add(after.Identity))
            return;
        foreach (var (name, schema) in after.Properties)
        {
            var required = after.Required.Contains(name);
            if (!before.Properties.TryGetValue(name, out var known))
            {
                if (required)
                    findings.Add(Added, schema.UsePointer, $"{subject} the new property {within}{name}.", null, name);
                continue;
            }

            if (required && !before.Required.Contains(name))
                findings.Add(Required, schema.UsePointer, $"{subject} {within}{name}, which could be left out.", "false", "true");
            Compare(known, schema, subject, $"{within}{name}.", findings, visited);
        }
    }
}
