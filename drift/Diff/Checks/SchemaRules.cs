using System.Globalization;
using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>
/// The rules of one idea at several places: <c>const-added</c> at four places is <c>request-body-const-added</c> and three more.
/// </summary>
internal sealed class SchemaRules
{
    private readonly Dictionary<Place, Rule> _rules;

    /// <param name="suffix">What the names end in: <c>const-added</c>.</param>
    /// <param name="places">The places that have the rule.</param>
    /// <param name="request">Severity in requests.</param>
    /// <param name="response">Severity in answers.</param>
    /// <param name="summary">What it means for a C# caller; <c>{0}</c> stands for the place.</param>
    /// <param name="step">The least step of the version that findings demand, where it is more than the severity tells.</param>
    /// <param name="breaks">What breaking findings break. Headers of responses are not part of the C# surface, so theirs break the wire
    /// alone.</param>
    public SchemaRules(
        string suffix,
        IEnumerable<Place> places,
        Severity request,
        Severity response,
        string summary,
        VersionStep step = VersionStep.None,
        Breaks breaks = Breaks.Wire
    )
        : this(suffix, places, request, response, summary, summary, step, breaks) { }

    /// <summary>Rules that mean something else in answers than in requests.</summary>
    public SchemaRules(
        string suffix,
        IEnumerable<Place> places,
        Severity request,
        Severity response,
        string requestSummary,
        string responseSummary,
        VersionStep step = VersionStep.None,
        Breaks breaks = Breaks.Wire
    )
    {
        _rules = places.ToDictionary(
            place => place,
            place =>
            {
                var asked = place.Direction() == Direction.Request;
                var severity = asked ? request : response;
                var rule = new Rule(
                    $"{place.Prefix()}-{suffix}",
                    severity,
                    place.Direction(),
                    Sentence(string.Format(CultureInfo.InvariantCulture, asked ? requestSummary : responseSummary, place.Noun())),
                    severity != Severity.Breaking ? Breaks.None
                        : place == Place.ResponseHeader ? Breaks.Wire
                        : breaks
                );
                return step > rule.Step ? rule with { Step = step } : rule;
            }
        );
    }

    public IEnumerable<Rule> All => _rules.Values;

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>The rule at a place; null where it has none.</summary>
    public Rule? At(Place place) => _rules.GetValueOrDefault(place);
}
