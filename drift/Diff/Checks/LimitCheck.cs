using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>
/// Checks whether a limit is set, removed, raised or lowered. A narrower limit makes requests fail; a wider one lets responses contain
/// values that did not occur before. The client does not check limits, so the latter is a warning.
/// </summary>
internal class LimitCheck : ISchemaCheck
{
    private const string ReadOnlyPrefix = "request-read-only-property-";

    // The client reads headers as text, so their limits do not matter.
    private static readonly SchemaPosition[] Where =
    [
        .. SchemaPositions.Everywhere.Where(position => position != SchemaPosition.ResponseHeader),
    ];

    private readonly SchemaLimit _limit;
    private readonly SchemaRules? _set;
    private readonly SchemaRules? _unset;
    private readonly SchemaRules _narrowed;
    private readonly SchemaRules _widened;
    private readonly Rule? _setReadOnly;
    private readonly Rule _narrowedReadOnly;

    public LimitCheck(SchemaLimit limit)
    {
        _limit = limit;
        var (down, up) = ($"{limit.Suffix}-decreased", $"{limit.Suffix}-increased");
        var (narrower, wider) = limit.IsUpper ? ("lowered", "raised") : ("raised", "lowered");
        _narrowed = Narrowing(limit.IsUpper ? down : up, $"The {limit.Noun} of {{0}} is {narrower}");
        _widened = Widening(limit.IsUpper ? up : down, $"The {limit.Noun} of {{0}} is {wider}");
        _narrowedReadOnly = ReadOnly(limit.IsUpper ? down : up, $"The {limit.Noun} of a read-only property is {narrower}");
        if (limit.HasDefault)
        {
            return;
        }

        _set = Narrowing($"{limit.Suffix}-set", $"A {limit.Noun} is set for {{0}}");
        _unset = Widening($"{limit.Suffix}-unset", $"The {limit.Noun} of {{0}} is removed");
        _setReadOnly = ReadOnly($"{limit.Suffix}-set", $"A {limit.Noun} is set for a read-only property");
    }

    public IEnumerable<Rule> Rules =>
        [
            .. _narrowed.All,
            .. _widened.All,
            .. _set?.All ?? [],
            .. _unset?.All ?? [],
            _narrowedReadOnly,
            .. _setReadOnly is null ? (Rule[])[] : [_setReadOnly],
        ];

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        var (before, after) = (Value(schemas.Old), Value(schemas.New));
        if (before == after)
        {
            return;
        }

        // Nothing changes if the inclusive or exclusive counterpart already imposes the same limit.
        var narrows = before is null || after is { } limit && (limit < before) == _limit.IsUpper;
        if (
            Comparer<(decimal, bool)?>.Default.Compare(Bound(schemas.New), Bound(schemas.Old)) is var tighter
            && (narrows ? tighter <= 0 : tighter >= 0)
        )
        {
            return;
        }

        var says = Sentence(before, after, narrows, schemas.Position);
        var (oldValue, newValue) = (before is { } old ? SchemaLimit.Text(old) : null, after is { } @new ? SchemaLimit.Text(@new) : null);
        if (narrows && schemas is { Position: SchemaPosition.RequestProperty, New.ReadOnly: true })
        {
            if ((before is null ? _setReadOnly : _narrowedReadOnly) is { } rule)
            {
                findings.Add(
                    rule,
                    schemas,
                    _limit.Keyword,
                    $"{_limit.Sentence(after!.Value)} now, but it is read-only: the service ignores what is sent",
                    oldValue,
                    newValue
                );
            }
        }
        else if (
            (
                before is null ? _set
                : after is null ? _unset
                : narrows ? _narrowed
                : _widened
            ) is
            { } rules
        )
        {
            findings.Add(rules, schemas, _limit.Keyword, says, oldValue, newValue);
        }
    }

    /// <summary>Gets the limit of a schema; null if there is none.</summary>
    protected virtual decimal? Value(Schema schema) =>
        schema.Limit(_limit.Keyword) is { } value && (value != 0 || _limit.IsUpper || _limit.Unit is null) ? value : null;

    // Ordered by tightness: at the same number the exclusive limit is the tighter one.
    private (decimal, bool)? Bound(Schema schema)
    {
        var own = Tightness(Value(schema), _limit.Keyword);
        var other = _limit.Counterpart is { } keyword ? Tightness(schema.Limit(keyword), keyword) : null;
        return Comparer<(decimal, bool)?>.Default.Compare(own, other) >= 0 ? own : other;
    }

    private (decimal, bool)? Tightness(decimal? value, string keyword) =>
        value is { } number ? (_limit.IsUpper ? -number : number, keyword.StartsWith("exclusive", StringComparison.Ordinal)) : null;

    private string Sentence(decimal? before, decimal? after, bool narrows, SchemaPosition position)
    {
        var was = before is { } old ? $"{SchemaLimit.Text(old)} before" : "no limit before";
        var now = after is { } limit ? $"{_limit.Sentence(limit)} now, {was}" : $"no longer has a {_limit.Noun}, {was}";
        return now
            + (position.Direction(), narrows) switch
            {
                (Direction.Request, true) when position is SchemaPosition.RequestBody or SchemaPosition.RequestProperty =>
                    $": {_limit.Beyond} are refused with 422",
                (Direction.Request, true) => $": {_limit.Beyond} are refused",
                (Direction.Request, false) => $": {_limit.Beyond} are also accepted",
                (_, true) => "",
                _ => $": code that relies on the old limit may receive {_limit.Beyond}",
            };
    }

    private SchemaRules Narrowing(string suffix, string what) =>
        new(
            suffix,
            Where,
            Severity.Breaking,
            Severity.Info,
            $"{what}: {_limit.Beyond}, which were accepted before, are refused.",
            $"{what}: callers do not have to change anything."
        );

    private SchemaRules Widening(string suffix, string what) =>
        new(
            suffix,
            Where,
            Severity.Info,
            Severity.Warning,
            $"{what}: {_limit.Beyond} are also accepted.",
            $"{what}: responses may contain {_limit.Beyond}, which did not occur before. The client does not check limits, but code and "
                + "storage made for the old one may."
        );

    private static Rule ReadOnly(string suffix, string what) =>
        new(
            ReadOnlyPrefix + suffix,
            Severity.Info,
            RuleGroup.RequestProperties,
            $"{what}: the service ignores its value in requests, so nothing is refused."
        );
}
