using ClickFunnels.Drift.Diff;

namespace ClickFunnels.Drift.Tests.Rules;

internal sealed class DiscriminatorExamples : IRuleExamples
{
    private const string Plain = "type: object\nproperties:\n  kind:\n    type: string";
    private const string Kind = Plain + "\ndiscriminator:\n  propertyName: kind";
    private const string Sort = Plain + "\ndiscriminator:\n  propertyName: sort";
    private const string Apple = Kind + "\n  mapping:\n    apple: '#/components/schemas/Apple'";
    private const string AppleByName = Kind + "\n  mapping:\n    apple: Apple";
    private const string AppleAndPear = Apple + "\n    pear: '#/components/schemas/Pear'";
    private const string OtherApple = Kind + "\n  mapping:\n    apple: '#/components/schemas/Pear'";

    public IEnumerable<RuleExample> Examples =>
        [
            .. At("discriminator-added", (Plain, Kind), (Kind, Plain)),
            .. At("discriminator-removed", (Kind, Plain), (Plain, Kind)),
            .. At("discriminator-property-name-changed", (Kind, Sort), (Kind, Apple)),
            .. At("discriminator-mapping-added", (Apple, AppleAndPear), (AppleAndPear, Apple)),
            .. At("discriminator-mapping-deleted", (AppleAndPear, Apple), (Apple, AppleAndPear)),
            .. At("discriminator-mapping-changed", (Apple, OtherApple), (Apple, AppleByName)),
        ];

    private static IEnumerable<RuleExample> At(string suffix, (string Old, string New) triggers, (string Old, string New) quiet) =>
        IRuleExamples.At(SchemaPositions.Bodies, suffix, triggers, quiet);
}
