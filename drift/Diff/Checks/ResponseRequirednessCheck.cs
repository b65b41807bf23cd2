using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Whether answers always hold a property.</summary>
internal sealed class ResponseRequirednessCheck : ISchemaCheck
{
    private static readonly Rule BecameOptional = new(
        "response-property-became-optional",
        Severity.Breaking,
        Direction.Response,
        "The property may be missing: its C# type gets a question mark, and a deployed client reads an empty text or zero "
            + "where there was always a value.",
        Breaks.Both
    );
    private static readonly Rule BecameRequired = new(
        "response-property-became-required",
        Severity.Breaking,
        Direction.Response,
        "The property is always there: its C# type loses its question mark where it is an id or a text, so code that assigns "
            + "null or asks a number for its value no longer compiles.",
        Breaks.CSharp
    );
    private static readonly Rule NullableBecameOptional = new(
        "response-nullable-property-became-optional",
        Severity.Info,
        Direction.Response,
        "The property, which may be null anyway, may be missing: the C# type stays the same."
    );
    private static readonly Rule NullableBecameRequired = new(
        "response-nullable-property-became-required",
        Severity.Info,
        Direction.Response,
        "The property, which may still be null, is always there: the C# type stays the same."
    );
    private static readonly Rule WriteOnlyBecameOptional = new(
        "response-write-only-property-became-optional",
        Severity.Breaking,
        Direction.Response,
        "A property that answers never hold may be left out: its C# type in the answer's class gets a question mark. What it "
            + "means for requests is a finding of its own.",
        Breaks.CSharp
    );
    private static readonly Rule WriteOnlyBecameRequired = new(
        "response-write-only-property-became-required",
        Severity.Breaking,
        Direction.Response,
        "A property that answers never hold is required: its C# type in the answer's class loses its question mark. What it "
            + "means for requests is a finding of its own.",
        Breaks.CSharp
    );

    public IEnumerable<Rule> Rules =>
        [BecameOptional, BecameRequired, NullableBecameOptional, NullableBecameRequired, WriteOnlyBecameOptional, WriteOnlyBecameRequired];

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        if (schemas.Place.Within() != Place.ResponseProperty)
        {
            return;
        }

        foreach (var property in PropertyPair.Of(schemas).Where(property => property.WasRequired != property.IsRequired))
        {
            var stays = property is { Old.Nullable: true, New.Nullable: true };
            var (rule, says) = (property.New.WriteOnly, property.IsRequired, stays) switch
            {
                (true, true, _) => (WriteOnlyBecameRequired, "is required in the contract of answers, though they never hold it"),
                (true, false, _) => (WriteOnlyBecameOptional, "is no longer required in the contract of answers, which never hold it"),
                (_, true, true) => (NullableBecameRequired, "is always in the answer now, though it may be null"),
                (_, true, false) => (BecameRequired, "is always in the answer now"),
                (_, false, true) => (NullableBecameOptional, "may be missing from the answer now, as it may be null anyway"),
                _ => (BecameOptional, "may be missing from the answer now: check it before it is used"),
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
