using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>
/// A limit that is set, unset, raised or lowered. A narrower one refuses requests that worked; a wider one lets answers hold what
/// callers have not met yet, but the client checks no limits, so that is a warning.
/// </summary>
internal abstract class LimitCheck : ISchemaCheck
{
    private const string ReadOnlyPrefix = "request-read-only-property-";

    // Headers are texts to the client, whatever limits they state.
    private static readonly Place[] Where = [.. Places.Everywhere.Where(place => place != Place.ResponseHeader)];

    private readonly SchemaLimit _limit;
    private readonly SchemaRules? _set;
    private readonly SchemaRules? _unset;
    private readonly SchemaRules _narrowed;
    private readonly SchemaRules _widened;
    private readonly Rule? _setReadOnly;
    private readonly Rule _narrowedReadOnly;

    protected LimitCheck(SchemaLimit limit)
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
        _unset = Widening($"{limit.Suffix}-unset", $"The {limit.Noun} of {{0}} is gone");
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

        // What another keyword of the same end makes good is no change.
        var narrows = before is null || after is { } limit && (limit < before) == _limit.IsUpper;
        if (
            Comparer<(decimal, bool)?>.Default.Compare(Bound(schemas.New), Bound(schemas.Old)) is var tighter
            && (narrows ? tighter <= 0 : tighter >= 0)
        )
        {
            return;
        }

        var says = Sentence(before, after, narrows, schemas.Place);
        var (oldValue, newValue) = (before is { } old ? SchemaLimit.Text(old) : null, after is { } @new ? SchemaLimit.Text(@new) : null);
        if (narrows && schemas is { Place: Place.RequestProperty, New.ReadOnly: true })
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

    /// <summary>The limit of a schema; null where there is none.</summary>
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

    private string Sentence(decimal? before, decimal? after, bool narrows, Place place)
    {
        var was = before is { } old ? $"{SchemaLimit.Text(old)} before" : "no limit before";
        var now = after is { } limit ? $"{_limit.Sentence(limit)} now, {was}" : $"has no {_limit.Noun} any more, {was}";
        return now
            + (place.Direction(), narrows) switch
            {
                (Direction.Request, true) when place is Place.RequestBody or Place.RequestProperty =>
                    $": {_limit.Beyond} are refused with 422",
                (Direction.Request, true) => $": {_limit.Beyond} are refused",
                (Direction.Request, false) => $": {_limit.Beyond} are accepted too",
                (_, true) => "",
                _ => $": code that counts on the old limit may meet {_limit.Beyond}",
            };
    }

    private SchemaRules Narrowing(string suffix, string what) =>
        new(
            suffix,
            Where,
            Severity.Breaking,
            Severity.Info,
            $"{what}: {_limit.Beyond}, which worked before, are refused.",
            $"{what}: callers need not change anything."
        );

    private SchemaRules Widening(string suffix, string what) =>
        new(
            suffix,
            Where,
            Severity.Info,
            Severity.Warning,
            $"{what}: {_limit.Beyond} are accepted too.",
            $"{what}: responses may contain {_limit.Beyond}, which did not occur before. The client checks no limits; code and "
                + "storage made for the old one may."
        );

    private static Rule ReadOnly(string suffix, string what) =>
        new(
            ReadOnlyPrefix + suffix,
            Severity.Info,
            Direction.Request,
            $"{what}: the service ignores what a request says of it, so nothing is refused."
        );
}
