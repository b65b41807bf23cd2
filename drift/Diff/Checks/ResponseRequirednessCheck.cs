using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks whether a property of a response is required.</summary>
internal sealed class ResponseRequirednessCheck : ISchemaCheck
{
    private static readonly Rule BecameOptional = new(
        "response-property-became-optional",
        Severity.Breaking,
        RuleGroup.ResponseProperties,
        "A required property became optional: its C# type becomes nullable, and a deployed client reads an empty text or zero "
            + "where there was always a value.",
        Breaks.Both
    );
    private static readonly Rule BecameRequired = new(
        "response-property-became-required",
        Severity.Breaking,
        RuleGroup.ResponseProperties,
        "An optional property became required: for an id or a text the C# type is no longer nullable, so code that assigns "
            + "null or uses the Value of a number no longer compiles.",
        Breaks.CSharp
    );
    private static readonly Rule NullableBecameOptional = new(
        "response-nullable-property-became-optional",
        Severity.Info,
        RuleGroup.Responses,
        "A required nullable property became optional: the C# type stays the same."
    );
    private static readonly Rule NullableBecameRequired = new(
        "response-nullable-property-became-required",
        Severity.Info,
        RuleGroup.Responses,
        "An optional nullable property became required: the C# type stays the same."
    );
    private static readonly Rule WriteOnlyBecameOptional = new(
        "response-write-only-property-became-optional",
        Severity.Breaking,
        RuleGroup.ResponseProperties,
        "A required write-only property became optional: its C# type in the response class becomes nullable. The "
            + "effect on requests has its own rule.",
        Breaks.CSharp
    );
    private static readonly Rule WriteOnlyBecameRequired = new(
        "response-write-only-property-became-required",
        Severity.Breaking,
        RuleGroup.ResponseProperties,
        "An optional write-only property became required: its C# type in the response class is no longer nullable. The "
            + "effect on requests has its own rule.",
        Breaks.CSharp
    );

    public IEnumerable<Rule> Rules =>
        [BecameOptional, BecameRequired, NullableBecameOptional, NullableBecameRequired, WriteOnlyBecameOptional, WriteOnlyBecameRequired];

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        if (schemas.Position.Within() != SchemaPosition.ResponseProperty)
        {
            return;
        }

        foreach (var property in PropertyPair.Of(schemas).Where(property => property.WasRequired != property.IsRequired))
        {
            // A property that only requests had is new in the response, which is a finding of its own.
            if (property is { Old.WriteOnly: true, New.WriteOnly: false })
            {
                continue;
            }

            var stays = property is { Old.Nullable: true, New.Nullable: true };
            var (rule, says) = (property.New.WriteOnly, property.IsRequired, stays) switch
            {
                (true, true, _) => (WriteOnlyBecameRequired, "is now required in the contract of responses, although it is write-only"),
                (true, false, _) => (WriteOnlyBecameOptional, "is no longer required in the contract of responses; it is write-only"),
                (_, true, true) => (NullableBecameRequired, "is now required in the response, but may be null"),
                (_, true, false) => (BecameRequired, "is now required in the response"),
                (_, false, true) => (NullableBecameOptional, "may now be missing from the response; it was already nullable"),
                _ => (BecameOptional, "may now be missing from the response: check it before use"),
            };
            findings.AddProperty(
                rule,
                schemas,
                property.Name,
                says,
                property.WasRequired ? "required" : "optional",
                property.IsRequired ? "required" : "optional"
            );
        }
    }
}
