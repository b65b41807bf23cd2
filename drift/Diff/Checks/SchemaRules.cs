using System.Globalization;
using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>
/// The rules for one kind of change at several positions: <c>const-added</c> at four positions is <c>request-body-const-added</c>
/// and three more.
/// </summary>
internal sealed class SchemaRules
{
    private readonly Dictionary<SchemaPosition, Rule> _rules;

    /// <param name="suffix">The end of the rule ids: <c>const-added</c>.</param>
    /// <param name="positions">The positions that have the rule.</param>
    /// <param name="request">Severity in requests.</param>
    /// <param name="response">Severity in responses.</param>
    /// <param name="summary">The effect on a C# caller, with <c>{0}</c> for the position.</param>
    /// <param name="step">The minimum version step, if it is higher than the step of the severity.</param>
    /// <param name="breaks">The effect of breaking findings. Response headers are not part of the C# surface, so their changes only
    /// break the
    /// wire.</param>
    public SchemaRules(
        string suffix,
        IEnumerable<SchemaPosition> positions,
        Severity request,
        Severity response,
        string summary,
        VersionStep step = VersionStep.None,
        Breaks breaks = Breaks.Wire
    )
        : this(suffix, positions, request, response, summary, summary, step, breaks) { }

    /// <summary>Creates rules with different summaries for requests and responses.</summary>
    public SchemaRules(
        string suffix,
        IEnumerable<SchemaPosition> positions,
        Severity request,
        Severity response,
        string requestSummary,
        string responseSummary,
        VersionStep step = VersionStep.None,
        Breaks breaks = Breaks.Wire
    )
    {
        _rules = positions.ToDictionary(
            position => position,
            position =>
            {
                var asked = position.Direction() == Direction.Request;
                var severity = asked ? request : response;
                var rule = new Rule(
                    $"{position.Prefix()}-{suffix}",
                    severity,
                    position.Group(),
                    Sentence(string.Format(CultureInfo.InvariantCulture, asked ? requestSummary : responseSummary, position.Noun())),
                    severity != Severity.Breaking ? Breaks.None
                        : position == SchemaPosition.ResponseHeader ? Breaks.Wire
                        : breaks
                );
                return step > rule.Step ? rule with { Step = step } : rule;
            }
        );
    }

    public IEnumerable<Rule> All => _rules.Values;

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>Gets the rule at a position; null if there is none.</summary>
    public Rule? At(SchemaPosition position) => _rules.GetValueOrDefault(position);
}
