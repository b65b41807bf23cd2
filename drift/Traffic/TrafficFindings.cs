using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Naming;
using ClickFunnels.Contracts.Traffic;
using ClickFunnels.Contracts.Validation;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Traffic;

/// <summary>Collects findings. A repeated problem is one finding, with a count and the first example.</summary>
internal sealed class TrafficFindings(ApiDocument contract)
{
    /// <summary>The maximum number of different findings, because traffic of another API could produce any number.</summary>
    public const int MaxFindings = 10_000;

    private const int NamedOperations = 3;
    private readonly Dictionary<(Rule Rule, string Pointer, string? Old, string? New), Entry> _found = [];
    private readonly CSharpNames _names = new(contract, contract);

    /// <summary>Findings that were not kept, because there are too many.</summary>
    public int Dropped { get; private set; }

    /// <summary>Adds a finding about a call.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="call">The call with the problem.</param>
    /// <param name="pointer">JSON pointer into the contract.</param>
    /// <param name="says">The problem, as a sentence without a full stop.</param>
    /// <param name="expected">The expectation of the contract.</param>
    /// <param name="actual">The kind of the recorded value, never data.</param>
    /// <param name="at">JSON pointer into the recorded body.</param>
    public void Add(
        Rule rule,
        RecordedCall call,
        string pointer,
        string says,
        string? expected = null,
        string? actual = null,
        string at = ""
    )
    {
        var key = (rule, pointer, expected, actual);
        if (!_found.TryGetValue(key, out var entry))
        {
            if (_found.Count >= MaxFindings)
            {
                Dropped++;
                return;
            }

            _found.Add(key, entry = new Entry(says, at.Length > 0 ? $"{call.Exchange.Source} at {at}" : call.Exchange.Source));
        }

        entry.Count++;
        if (call.Operation is { } operation)
        {
            entry.Operations.Add(operation.Name);
        }
    }

    /// <summary>Adds a violation of a value.</summary>
    public void Add(Violation violation, RecordedCall call, Direction direction) =>
        Add(
            TrafficRules.Of(violation.Kind).At(direction),
            call,
            violation.Pointer,
            $"{Subject(violation, call, direction)} {violation.Says}",
            violation.Expected,
            violation.Actual,
            violation.At
        );

    /// <summary>The C# method of the call's operation.</summary>
    public string Method(RecordedCall call) => call.Operation is { } operation ? _names.Method(operation) : call.Exchange.Method;

    public IReadOnlyList<Finding> ToList() =>
        Report.Sort(
            _found.Select(found =>
                new Finding
                {
                    Rule = found.Key.Rule,
                    Pointer = found.Key.Pointer,
                    OldValue = found.Key.Old,
                    NewValue = found.Key.New,
                    Operations = [.. found.Value.Operations],
                    Message = Sentence(found.Value),
                }.At(contract.File.LocationOf(found.Key.Pointer))
            )
        );

    private string Subject(Violation violation, RecordedCall call, Direction direction) =>
        (violation.Pointer.Contains("/properties/", StringComparison.Ordinal) ? _names.Member(violation.Pointer) : null)
        ?? (direction == Direction.Request ? $"The request of {Method(call)}" : $"The response to {Method(call)}");

    private static string Sentence(Entry entry)
    {
        var operations =
            string.Join(", ", entry.Operations.Take(NamedOperations))
            + (entry.Operations.Count > NamedOperations ? $" and {entry.Operations.Count - NamedOperations} more" : "");
        return $"{entry.Says} ({entry.Count}×{(operations.Length > 0 ? " in " + operations : "")}; first in {entry.Example}).";
    }

    private sealed class Entry(string says, string example)
    {
        public string Says { get; } = says;

        public string Example { get; } = example;

        public int Count { get; set; }

        public SortedSet<string> Operations { get; } = new(StringComparer.Ordinal);
    }
}

/// <summary>An exchange with its operation; null if the contract does not have it.</summary>
internal sealed record RecordedCall(Exchange Exchange, ApiOperation? Operation, IReadOnlyDictionary<string, string> PathValues);
