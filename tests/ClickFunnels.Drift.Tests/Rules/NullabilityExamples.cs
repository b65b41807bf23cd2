using ClickFunnels.Drift.Diff;

namespace ClickFunnels.Drift.Tests.Rules;

internal sealed class NullabilityExamples : IRuleExamples
{
    private const string Never = "type: string";
    private const string Listed = "type: [string, 'null']";
    private const string Flagged = "type: string\nnullable: true";
    private const string Union = "oneOf:\n  - type: string\n  - type: 'null'";

    public IEnumerable<RuleExample> Examples =>
        [
            .. At("became-nullable", (Never, Listed), (Listed, Never)),
            .. At("became-nullable", (Never, Flagged), (Listed, Flagged)),
            .. At("became-not-nullable", (Listed, Never), (Never, Listed)),
            .. At("became-not-nullable", (Union, Never), (Flagged, Union)),
        ];

    // A property that may be missing is nullable in C# whatever its type says, so the properties are required.
    private static IEnumerable<RuleExample> At(string suffix, (string Old, string New) triggers, (string Old, string New) quiet) =>
        SchemaPositions.Everywhere.Select(position => new RuleExample(
            $"{position.Prefix()}-{suffix}",
            (Document(position, triggers.Old), Document(position, triggers.New)),
            (Document(position, quiet.Old), Document(position, quiet.New))
        ));

    private static string Document(SchemaPosition position, string schema) =>
        position switch
        {
            SchemaPosition.RequestProperty => Objects.Required(SchemaPosition.RequestBody, schema),
            SchemaPosition.ResponseProperty => Objects.Required(SchemaPosition.ResponseBody, schema),
            _ => Specs.At(position, schema),
        };
}
