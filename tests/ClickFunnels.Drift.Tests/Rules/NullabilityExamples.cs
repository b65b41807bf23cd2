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
        Places.Everywhere.Select(place => new RuleExample(
            $"{place.Prefix()}-{suffix}",
            (Document(place, triggers.Old), Document(place, triggers.New)),
            (Document(place, quiet.Old), Document(place, quiet.New))
        ));

    private static string Document(Place place, string schema) =>
        place switch
        {
            Place.RequestProperty => Objects.Required(Place.RequestBody, schema),
            Place.ResponseProperty => Objects.Required(Place.ResponseBody, schema),
            _ => Specs.At(place, schema),
        };
}
