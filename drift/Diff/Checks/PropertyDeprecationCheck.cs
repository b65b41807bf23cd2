using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Properties that are to go, and the day after which they may be gone.</summary>
internal sealed class PropertyDeprecationCheck : ISchemaCheck
{
    private static readonly IReadOnlyList<Place> At = [Place.RequestProperty, Place.ResponseProperty];
    private static readonly SchemaRules Deprecated = new(
        "deprecated",
        At,
        Severity.Info,
        Severity.Info,
        "{0} is to go, and no day is told: plan without it. The C# property becomes obsolete.",
        VersionStep.Minor
    );
    private static readonly SchemaRules WithSunset = new(
        "deprecated-with-sunset",
        At,
        Severity.Info,
        Severity.Info,
        "{0} is to go after the day that is told. The C# property becomes obsolete.",
        VersionStep.Minor
    );
    private static readonly SchemaRules SunsetMissing = new(
        "deprecated-sunset-missing",
        At,
        Severity.Warning,
        Severity.Warning,
        "{0} is still to go, but the day that was told is withdrawn: it may go any day."
    );
    private static readonly SchemaRules SunsetInvalid = new(
        "deprecated-sunset-invalid",
        At,
        Severity.Warning,
        Severity.Warning,
        "{0} is to go, and its announced date is not a date: it may go any day."
    );
    private static readonly SchemaRules SunsetTooSmall = new(
        "sunset-date-too-small",
        At,
        Severity.Warning,
        Severity.Warning,
        "{0} may be gone already: the day that is told is over."
    );
    private static readonly SchemaRules Reactivated = new("reactivated", At, Severity.Info, Severity.Info, "{0} is to stay after all.");

    public IEnumerable<Rule> Rules =>
        [.. Deprecated.All, .. WithSunset.All, .. SunsetMissing.All, .. SunsetInvalid.All, .. SunsetTooSmall.All, .. Reactivated.All];

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        foreach (var property in PropertyPair.Of(schemas).Where(property => property.Old.Deprecated || property.New.Deprecated))
        {
            if (Finding(property, findings.Today) is var (rules, says, was, now))
            {
                findings.AddProperty(rules.At(schemas.Place.Within()), schemas, property.Name, says, was, now);
            }
        }
    }

    private static (SchemaRules Rules, string Says, string? Was, string? Now)? Finding(PropertyPair property, DateOnly today)
    {
        if (!property.New.Deprecated)
        {
            return (Reactivated, "is not deprecated any more", "deprecated", null);
        }

        var (before, after) = (SunsetOf(property.Old), SunsetOf(property.New));
        if (property.Old.Deprecated && before.Text == after.Text)
        {
            return null;
        }

        if (after.IsMissing)
        {
            return property.Old.Deprecated
                ? (SunsetMissing, $"is deprecated still, but no longer until {before.Text}: it may go any day", before.Text, null)
                : (Deprecated, "is deprecated", null, "deprecated");
        }

        if (after.IsInvalid)
        {
            return (SunsetInvalid, $"is deprecated, and its {Sunset.Key} is not a date: {after.Text}", before.Text, after.Text);
        }

        return after.IsTooSoon(today)
            ? (SunsetTooSmall, $"is deprecated and may be gone already: its last day was {after.Text}", before.Text, after.Text)
            : (WithSunset, $"is deprecated and may go after {after.Text}", before.Text, after.Text);
    }

    private static Sunset SunsetOf(Schema property) => Sunset.Parse(property.Keyword(Sunset.Key));
}
