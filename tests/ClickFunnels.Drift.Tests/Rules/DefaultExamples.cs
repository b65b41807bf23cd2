using ClickFunnels.Drift.Diff;

namespace ClickFunnels.Drift.Tests.Rules;

internal sealed class DefaultExamples : IRuleExamples
{
    private const string None = "type: integer";
    private const string Twenty = "type: integer\ndefault: 20";
    private const string Fifty = "type: integer\ndefault: 50";

    public IEnumerable<RuleExample> Examples =>
        [
            .. IRuleExamples.At(At, "default-value-added", (None, Twenty), (Twenty, None)),
            .. IRuleExamples.At(At, "default-value-removed", (Twenty, None), (None, Twenty)),
            .. IRuleExamples.At(
                At,
                "default-value-changed",
                (Twenty, Fifty),
                (Twenty, "default: 20\ntype: integer\ndescription: How many.")
            ),
            .. IRuleExamples.At(
                At,
                "default-value-changed",
                ("type: [string, 'null']\ndefault: a", "type: [string, 'null']\ndefault: null"),
                ("type: [string, 'null']", "type: [string, 'null']\ndefault: null")
            ),
        ];

    private static IEnumerable<SchemaPosition> At => SchemaPositions.Everywhere.Except([SchemaPosition.ResponseHeader]);
}
