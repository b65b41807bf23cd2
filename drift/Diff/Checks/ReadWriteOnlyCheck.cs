using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Properties that only answers hold, or only requests.</summary>
internal sealed class ReadWriteOnlyCheck : ISchemaCheck
{
    private static readonly RulesOfOne RequestReadOnly = new(
        "request",
        "became-read-only",
        Severity.Warning,
        Severity.Warning,
        VersionStep.None,
        "The service alone sets the property: code that sets it still compiles, but the value is ignored."
    );
    private static readonly RulesOfOne RequestNotReadOnly = new(
        "request",
        "became-not-read-only",
        Severity.Info,
        Severity.Breaking,
        VersionStep.Minor,
        "Requests can set the property, which the service alone set before; where it is required, the service refuses requests without it."
    );
    private static readonly RulesOfOne RequestWriteOnly = new(
        "request",
        "became-write-only",
        Severity.Info,
        Severity.Info,
        VersionStep.None,
        "Answers no longer hold the property: requests stay the same, what is read is a finding of its own."
    );
    private static readonly RulesOfOne RequestNotWriteOnly = new(
        "request",
        "became-not-write-only",
        Severity.Info,
        Severity.Info,
        VersionStep.None,
        "Answers hold the property too: requests stay the same."
    );
    private static readonly RulesOfOne ResponseReadOnly = new(
        "response",
        "became-read-only",
        Severity.Info,
        Severity.Info,
        VersionStep.None,
        "The service alone sets the property: reading stays the same, what is sent is a finding of its own."
    );
    private static readonly RulesOfOne ResponseNotReadOnly = new(
        "response",
        "became-not-read-only",
        Severity.Info,
        Severity.Info,
        VersionStep.None,
        "Requests can set the property too: reading stays the same."
    );
    private static readonly RulesOfOne ResponseWriteOnly = new(
        "response",
        "became-write-only",
        Severity.Warning,
        Severity.Breaking,
        VersionStep.None,
        "Answers no longer hold the property: code that reads it compiles, but finds it always empty."
    );
    private static readonly RulesOfOne ResponseNotWriteOnly = new(
        "response",
        "became-not-write-only",
        Severity.Info,
        Severity.Info,
        VersionStep.Minor,
        "Answers hold the property, which only requests had before."
    );

    public IEnumerable<Rule> Rules =>
        [
            .. RequestReadOnly.All,
            .. RequestNotReadOnly.All,
            .. RequestWriteOnly.All,
            .. RequestNotWriteOnly.All,
            .. ResponseReadOnly.All,
            .. ResponseNotReadOnly.All,
            .. ResponseWriteOnly.All,
            .. ResponseNotWriteOnly.All,
        ];

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        var within = schemas.Place.Within();
        if (within is not (Place.RequestProperty or Place.ResponseProperty))
        {
            return;
        }

        var request = within == Place.RequestProperty;
        foreach (var property in PropertyPair.Of(schemas))
        {
            if (property.Old.ReadOnly != property.New.ReadOnly)
            {
                var rules = property.New.ReadOnly
                    ? request
                        ? RequestReadOnly
                        : ResponseReadOnly
                    : request
                        ? RequestNotReadOnly
                        : ResponseNotReadOnly;
                var says = property.New.ReadOnly
                    ? request
                        ? "is set by the service alone now: what a request sets is ignored"
                        : "is set by the service alone now"
                    : request && property.IsRequired
                        ? "has to be set by requests now, no longer by the service alone"
                        : "can be set by requests now, no longer by the service alone";
                findings.AddProperty(
                    rules.For(property),
                    schemas,
                    property.Name,
                    says,
                    Word(property.Old.ReadOnly, "read-only"),
                    Word(property.New.ReadOnly, "read-only")
                );
            }

            if (property.Old.WriteOnly != property.New.WriteOnly)
            {
                var rules = property.New.WriteOnly
                    ? request
                        ? RequestWriteOnly
                        : ResponseWriteOnly
                    : request
                        ? RequestNotWriteOnly
                        : ResponseNotWriteOnly;
                var says = property.New.WriteOnly ? "is not in answers any more, so reading it finds nothing" : "is in answers now";
                findings.AddProperty(
                    rules.For(property),
                    schemas,
                    property.Name,
                    says,
                    Word(property.Old.WriteOnly, "write-only"),
                    Word(property.New.WriteOnly, "write-only")
                );
            }
        }
    }

    private static string Word(bool flag, string word) => flag ? word : $"not {word}";

    /// <summary>The rules of one change: for properties that may be missing and for those that may not.</summary>
    private sealed class RulesOfOne(string half, string change, Severity optional, Severity required, VersionStep step, string summary)
    {
        private readonly Rule _optional = Create(half, "optional", change, optional, step, summary);
        private readonly Rule _required = Create(half, "required", change, required, step, summary);

        public IEnumerable<Rule> All => [_optional, _required];

        public Rule For(PropertyPair property) => property.IsRequired ? _required : _optional;

        private static Rule Create(string half, string kind, string change, Severity severity, VersionStep step, string summary)
        {
            var rule = new Rule(
                $"{half}-{kind}-property-{change}",
                severity,
                half == "request" ? Direction.Request : Direction.Response,
                summary
            );
            return step > rule.Step ? rule with { Step = step } : rule;
        }
    }
}
