using ClickFunnels.Contracts;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks read-only and write-only properties.</summary>
internal sealed class ReadWriteOnlyCheck : ISchemaCheck
{
    private static readonly RulesOfOne RequestReadOnly = new(
        "request",
        "became-read-only",
        Severity.Warning,
        Severity.Warning,
        VersionStep.None,
        "The property became read-only: code that sets it still compiles, but the value is ignored."
    );
    private static readonly RulesOfOne RequestNotReadOnly = new(
        "request",
        "became-not-read-only",
        Severity.Info,
        Severity.Breaking,
        VersionStep.Minor,
        "The property is no longer read-only: requests can set it; if it is required, the service refuses requests without it."
    );
    private static readonly RulesOfOne RequestWriteOnly = new(
        "request",
        "became-write-only",
        Severity.Info,
        Severity.Info,
        VersionStep.None,
        "The property became write-only: requests stay the same; the effect on responses has its own rule."
    );
    private static readonly RulesOfOne RequestNotWriteOnly = new(
        "request",
        "became-not-write-only",
        Severity.Info,
        Severity.Info,
        VersionStep.None,
        "The property is no longer write-only: requests stay the same."
    );
    private static readonly RulesOfOne ResponseReadOnly = new(
        "response",
        "became-read-only",
        Severity.Info,
        Severity.Info,
        VersionStep.None,
        "The property became read-only: responses stay the same; the effect on requests has its own rule."
    );
    private static readonly RulesOfOne ResponseNotReadOnly = new(
        "response",
        "became-not-read-only",
        Severity.Info,
        Severity.Info,
        VersionStep.None,
        "The property is no longer read-only: responses stay the same."
    );
    private static readonly RulesOfOne ResponseWriteOnly = new(
        "response",
        "became-write-only",
        Severity.Warning,
        Severity.Breaking,
        VersionStep.None,
        "The property became write-only: code that reads it still compiles, but it is always empty."
    );
    private static readonly RulesOfOne ResponseNotWriteOnly = new(
        "response",
        "became-not-write-only",
        Severity.Info,
        Severity.Info,
        VersionStep.Minor,
        "The property is no longer write-only: responses now contain it."
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
        var within = schemas.Position.Within();
        if (within is not (SchemaPosition.RequestProperty or SchemaPosition.ResponseProperty))
        {
            return;
        }

        var request = within == SchemaPosition.RequestProperty;
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
                        ? "is now read-only: the service ignores it in requests"
                        : "is now read-only"
                    : request && property.IsRequired
                        ? "is no longer read-only: requests have to set it"
                        : "is no longer read-only: requests can set it";
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
                var says = property.New.WriteOnly
                    ? "is now write-only: responses do not contain it"
                    : "is no longer write-only: responses contain it";
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

    /// <summary>Creates the rules of one change for optional and for required properties.</summary>
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
                half == "request" ? RuleGroup.RequestProperties : RuleGroup.ResponseProperties,
                summary
            );
            return step > rule.Step ? rule with { Step = step } : rule;
        }
    }
}
