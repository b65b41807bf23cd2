using ClickFunnels.Contracts.Validation;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Traffic;

/// <summary>The rules of <c>responses</c>. Only requests that the server accepted are checked.</summary>
internal static class TrafficRules
{
    public static readonly Rule UndocumentedOperation = new(
        "undocumented-operation",
        Severity.Warning,
        RuleGroup.Operations,
        "The server serves a route that is not in the contract: the client has no method for it."
    );
    public static readonly Rule DeprecatedOperation = new(
        "deprecated-operation",
        Severity.Warning,
        RuleGroup.Operations,
        "A deprecated operation was called: its method is obsolete."
    );

    public static readonly Rule UnknownQueryParameter = new(
        "unknown-query-parameter",
        Severity.Warning,
        RuleGroup.Parameters,
        "A query parameter that is not in the contract was accepted: the service ignores it, or the client cannot send it."
    );
    public static readonly Rule UnknownFilterKey = new(
        "unknown-filter-key",
        Severity.Warning,
        RuleGroup.ParameterAttributes,
        "A filter attribute that is not in the contract was accepted: the client's filter has no property for it."
    );
    public static readonly Rule MissingQueryParameter = new(
        "missing-query-parameter",
        Severity.Warning,
        RuleGroup.Parameters,
        "A call without a required query parameter was accepted: the method does not have to require it."
    );
    public static readonly Rule MissingRequestHeader = new(
        "request-missing-header",
        Severity.Warning,
        RuleGroup.Parameters,
        "A call without a required header was accepted."
    );
    public static readonly Rule MissingRequestBody = new(
        "request-missing-body",
        Severity.Warning,
        RuleGroup.RequestBodies,
        "A call without a required body was accepted: the method does not have to require it."
    );
    public static readonly Rule UnexpectedRequestBody = new(
        "request-unexpected-body",
        Severity.Warning,
        RuleGroup.RequestBodies,
        "A body that is not in the contract was accepted: the client cannot send it."
    );
    public static readonly Rule MissingRequestContentType = new(
        "request-missing-content-type",
        Severity.Info,
        RuleGroup.RequestBodies,
        "A body was sent without a content type; the client always sends one."
    );

    public static readonly Rule UndocumentedStatus = new(
        "undocumented-status",
        Severity.Warning,
        RuleGroup.Responses,
        "The server returned a status that is not in the contract: the client may throw, or not know the body."
    );
    public static readonly Rule UndocumentedHeader = new(
        "undocumented-response-header",
        Severity.Info,
        RuleGroup.ResponseHeaders,
        "The response has a header that is not in the contract: the client does not read it."
    );
    public static readonly Rule MissingHeader = new(
        "response-missing-header",
        Severity.Warning,
        RuleGroup.ResponseHeaders,
        "A required header is missing from the response."
    );
    public static readonly Rule EmptyBody = new(
        "response-empty-body",
        Severity.Breaking,
        RuleGroup.Responses,
        "The response is empty, although the contract has a body: the method throws."
    );
    public static readonly Rule UnexpectedBody = new(
        "response-unexpected-body",
        Severity.Warning,
        RuleGroup.Responses,
        "The response has a body, although the contract has none: the client does not read it."
    );
    public static readonly Rule MissingContentType = new(
        "response-missing-content-type",
        Severity.Warning,
        RuleGroup.Responses,
        "The response has a body without a content type."
    );

    public static readonly RulePair MalformedJson = new(
        "malformed-json",
        Severity.Warning,
        Severity.Breaking,
        "A body that is declared as JSON, but is not valid JSON, was accepted.",
        "The response is declared as JSON, but is not valid JSON: the method throws.",
        isBody: true
    );

    public static readonly RulePair UndocumentedContentType = new(
        "undocumented-content-type",
        Severity.Warning,
        Severity.Breaking,
        "A body with a content type that is not in the contract was accepted.",
        "The response has a content type that is not in the contract: the client cannot read it.",
        isBody: true
    );

    public static readonly RulePair WrongEnvelope = new(
        "wrong-envelope",
        Severity.Warning,
        Severity.Breaking,
        "A body without the envelope of the contract was accepted.",
        "The response does not have the envelope of the contract, or is a list instead of an object: the method throws or "
            + "returns nothing.",
        isBody: true
    );

    public static readonly RulePair UndocumentedProperty = new(
        "undocumented-property",
        Severity.Warning,
        Severity.Info,
        "A property that is not in the contract was accepted: the client has no property for it.",
        "The response has a property that is not in the contract: it is only available in AdditionalProperties."
    );

    public static readonly RulePair MissingProperty = new(
        "missing-property",
        Severity.Warning,
        Severity.Warning,
        "A record without a required property was accepted.",
        "A required property is missing from the response: the C# property keeps its default value."
    );

    public static readonly RulePair WrongType = new(
        "wrong-type",
        Severity.Warning,
        Severity.Breaking,
        "A value of another JSON type was accepted.",
        "A value does not have the JSON type of the contract: the C# property may stay unset."
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
        "Null was accepted, although the contract does not allow it: the client could send it.",
        "A value is null, although the contract does not allow it: the C# property is not nullable and keeps its default value."
    );

    public static readonly RulePair UnknownValue = new(
        "unknown-value",
        Severity.Warning,
        Severity.Warning,
        "A value outside the enumeration was accepted: the client has no name for it.",
        "A value is outside the enumeration: a switch over the known values does not handle it."
    );

    public static readonly RulePair WrongFormat = new(
        "wrong-format",
        Severity.Warning,
        Severity.Warning,
        "A value without the format of the contract was accepted.",
        "A value does not have the format of the contract: the C# property may stay unset, or lose digits."
    );

    public static readonly RulePair OutOfRange = new(
        "out-of-range",
        Severity.Warning,
        Severity.Info,
        "A number outside the limits of the contract was accepted.",
        "A number is outside the limits of the contract."
    );

    public static readonly RulePair WrongLength = new(
        "wrong-length",
        Severity.Warning,
        Severity.Info,
        "A text that is shorter or longer than the contract allows was accepted.",
        "A text is shorter or longer than the contract allows."
    );

    public static readonly RulePair WrongPattern = new(
        "wrong-pattern",
        Severity.Warning,
        Severity.Info,
        "A text that does not match the pattern of the contract was accepted.",
        "A text does not match the pattern of the contract."
    );

    public static readonly RulePair WrongItemCount = new(
        "wrong-item-count",
        Severity.Warning,
        Severity.Info,
        "A list with fewer or more items than the contract allows, or with duplicates that it forbids, was accepted.",
        "A list has fewer or more items than the contract allows, or duplicates that it forbids."
    );

    public static readonly RulePair NoAlternative = new(
        "no-alternative-fits",
        Severity.Warning,
        Severity.Warning,
        "A value that matches none of the alternatives of the contract was accepted.",
        "A value matches none of the alternatives of the contract."
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
        RulePair[] pairs = [MalformedJson, UndocumentedContentType, WrongEnvelope, .. Enum.GetValues<ViolationKind>().Select(Of)];
        return [.. single, .. pairs.SelectMany(pair => new[] { pair.Request, pair.Response })];
    }
}
