using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Validation;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Traffic;

/// <summary>The rules of <c>responses</c>. Requests are looked at only when the server accepted them.</summary>
internal static class TrafficRules
{
    public static readonly Rule UndocumentedOperation = new(
        "undocumented-operation",
        Severity.Warning,
        Direction.None,
        "The server serves a route that the contract lacks: the client has no method for it."
    );
    public static readonly Rule DeprecatedOperation = new(
        "deprecated-operation",
        Severity.Warning,
        Direction.Request,
        "An operation was called that the contract calls deprecated: its method is obsolete."
    );

    public static readonly Rule UnknownQueryParameter = new(
        "unknown-query-parameter",
        Severity.Warning,
        Direction.Request,
        "A query parameter was accepted that the contract lacks: the service ignores it, or the client cannot send it."
    );
    public static readonly Rule UnknownFilterKey = new(
        "unknown-filter-key",
        Severity.Warning,
        Direction.Request,
        "A filter attribute was accepted that the contract lacks: the client's filter has no property for it."
    );
    public static readonly Rule MissingQueryParameter = new(
        "missing-query-parameter",
        Severity.Warning,
        Direction.Request,
        "A call without a query parameter was accepted that the contract requires: the method need not ask for it."
    );
    public static readonly Rule MissingRequestHeader = new(
        "request-missing-header",
        Severity.Warning,
        Direction.Request,
        "A call without a header was accepted that the contract requires."
    );
    public static readonly Rule MissingRequestBody = new(
        "request-missing-body",
        Severity.Warning,
        Direction.Request,
        "A call without a body was accepted, although the contract requires one: the method need not ask for it."
    );
    public static readonly Rule UnexpectedRequestBody = new(
        "request-unexpected-body",
        Severity.Warning,
        Direction.Request,
        "A body was accepted that the contract lacks: the client cannot send it."
    );
    public static readonly Rule MissingRequestContentType = new(
        "request-missing-content-type",
        Severity.Info,
        Direction.Request,
        "A body was sent without a content type; the client always sends one."
    );

    public static readonly Rule UndocumentedStatus = new(
        "undocumented-status",
        Severity.Warning,
        Direction.Response,
        "The server returned a status that the contract lacks: the client may throw, or not know the body."
    );
    public static readonly Rule UndocumentedHeader = new(
        "undocumented-response-header",
        Severity.Info,
        Direction.Response,
        "The response has a header that the contract lacks: the client does not read it."
    );
    public static readonly Rule MissingHeader = new(
        "response-missing-header",
        Severity.Warning,
        Direction.Response,
        "The response lacks a header that the contract promises."
    );
    public static readonly Rule EmptyBody = new(
        "response-empty-body",
        Severity.Breaking,
        Direction.Response,
        "The response is empty where the contract promises a body: the method throws."
    );
    public static readonly Rule UnexpectedBody = new(
        "response-unexpected-body",
        Severity.Warning,
        Direction.Response,
        "The response has a body where the contract promises none: the client does not read it."
    );
    public static readonly Rule MissingContentType = new(
        "response-missing-content-type",
        Severity.Warning,
        Direction.Response,
        "The response has a body without a content type."
    );

    public static readonly RulePair MalformedJson = new(
        "malformed-json",
        Severity.Warning,
        Severity.Breaking,
        "A body was accepted that says it is JSON and is not.",
        "The response says it is JSON and is not: the method throws."
    );

    public static readonly RulePair UndocumentedContentType = new(
        "undocumented-content-type",
        Severity.Warning,
        Severity.Breaking,
        "A body was accepted in a content type that the contract lacks.",
        "The response has a content type that the contract lacks: the client cannot read it."
    );

    public static readonly RulePair WrongEnvelope = new(
        "wrong-envelope",
        Severity.Warning,
        Severity.Breaking,
        "A body was accepted in another envelope, or without the one that the contract names.",
        "The response is wrapped otherwise than the contract says, or a list where an object is promised: the method throws or "
            + "returns nothing."
    );

    public static readonly RulePair UndocumentedProperty = new(
        "undocumented-property",
        Severity.Warning,
        Severity.Info,
        "A property was accepted that the contract lacks: the client has no property for it.",
        "The response has a property that the contract lacks: it is found in AdditionalProperties only."
    );

    public static readonly RulePair MissingProperty = new(
        "missing-property",
        Severity.Warning,
        Severity.Warning,
        "A record without a property was accepted that the contract requires.",
        "The response lacks a property that the contract promises: the C# property keeps its default value."
    );

    public static readonly RulePair WrongType = new(
        "wrong-type",
        Severity.Warning,
        Severity.Breaking,
        "A value of another JSON type was accepted.",
        "A value has another JSON type than the contract says: the C# property may stay unset."
    );

    /// <summary>Returns the rules of a kind of violation.</summary>
    public static RulePair Of(ViolationKind kind) =>
        kind switch
        {
            ViolationKind.UndocumentedProperty => UndocumentedProperty,
            ViolationKind.MissingProperty => MissingProperty,
            ViolationKind.WrongType => WrongType,
            ViolationKind.NullNotAllowed => NullNotAllowed,
            ViolationKind.UnknownValue => UnknownValue,
            ViolationKind.WrongFormat => WrongFormat,
            ViolationKind.OutOfRange => OutOfRange,
            ViolationKind.WrongLength => WrongLength,
            ViolationKind.WrongPattern => WrongPattern,
            ViolationKind.WrongItemCount => WrongItemCount,
            ViolationKind.NoAlternative => NoAlternative,
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    public static readonly RulePair NullNotAllowed = new(
        "null-not-allowed",
        Severity.Warning,
        Severity.Warning,
        "Null was accepted where the contract allows none: the client could send it.",
        "A value is null where the contract allows none: the C# property is not nullable and keeps its default value."
    );

    public static readonly RulePair UnknownValue = new(
        "unknown-value",
        Severity.Warning,
        Severity.Warning,
        "A value outside the enumeration was accepted: the client has no name for it.",
        "A value is outside the enumeration: code that switches over the known values misses it."
    );

    public static readonly RulePair WrongFormat = new(
        "wrong-format",
        Severity.Warning,
        Severity.Warning,
        "A value was accepted that does not have the format of the contract.",
        "A value does not have the format of the contract: the C# property may stay unset, or lose digits."
    );

    public static readonly RulePair OutOfRange = new(
        "out-of-range",
        Severity.Warning,
        Severity.Info,
        "A number was accepted that is outside the limits of the contract.",
        "A number is outside the limits of the contract."
    );

    public static readonly RulePair WrongLength = new(
        "wrong-length",
        Severity.Warning,
        Severity.Info,
        "A text was accepted that is shorter or longer than the contract allows.",
        "A text is shorter or longer than the contract allows."
    );

    public static readonly RulePair WrongPattern = new(
        "wrong-pattern",
        Severity.Warning,
        Severity.Info,
        "A text was accepted that does not match the pattern of the contract.",
        "A text does not match the pattern of the contract."
    );

    public static readonly RulePair WrongItemCount = new(
        "wrong-item-count",
        Severity.Warning,
        Severity.Info,
        "A list was accepted that has fewer or more items than the contract allows, or equal ones where it allows none.",
        "A list has fewer or more items than the contract allows, or equal ones where it allows none."
    );

    public static readonly RulePair NoAlternative = new(
        "no-alternative-fits",
        Severity.Warning,
        Severity.Warning,
        "A value was accepted that fits none of the alternatives of the contract.",
        "A value fits none of the alternatives of the contract."
    );

    /// <summary>All rules, by id.</summary>
    public static IReadOnlyDictionary<string, Rule> All { get; } =
        Read().OrderBy(rule => rule.Id, StringComparer.Ordinal).ToDictionary(rule => rule.Id, StringComparer.Ordinal);

    private static IEnumerable<Rule> Read()
    {
        Rule[] single =
        [
            UndocumentedOperation,
            DeprecatedOperation,
            UnknownQueryParameter,
            UnknownFilterKey,
            MissingQueryParameter,
            MissingRequestHeader,
            MissingRequestBody,
            UnexpectedRequestBody,
            MissingRequestContentType,
            UndocumentedStatus,
            UndocumentedHeader,
            MissingHeader,
            EmptyBody,
            UnexpectedBody,
            MissingContentType,
        ];
        RulePair[] pairs =
        [
            MalformedJson,
            UndocumentedContentType,
            WrongEnvelope,
            UndocumentedProperty,
            MissingProperty,
            WrongType,
            NullNotAllowed,
            UnknownValue,
            WrongFormat,
            OutOfRange,
            WrongLength,
            WrongPattern,
            WrongItemCount,
            NoAlternative,
        ];
        return [.. single, .. pairs.SelectMany(pair => new[] { pair.Request, pair.Response })];
    }
}
