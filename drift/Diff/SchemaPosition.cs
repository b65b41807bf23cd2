using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff;

/// <summary>The position in a call at which a schema is used; rule ids begin with it.</summary>
internal enum SchemaPosition
{
    /// <summary>A parameter itself.</summary>
    RequestParameter,

    /// <summary>A property within a parameter, such as a filter's attribute.</summary>
    RequestParameterProperty,

    /// <summary>The request body as a whole.</summary>
    RequestBody,

    /// <summary>A property or item anywhere within the request body.</summary>
    RequestProperty,

    /// <summary>A header of the response.</summary>
    ResponseHeader,

    /// <summary>The body of the response as a whole.</summary>
    ResponseBody,

    /// <summary>A property or item anywhere within the body of the response.</summary>
    ResponseProperty,
}

internal static class SchemaPositions
{
    /// <summary>Gets the start of the rule ids at this position: <c>request-property</c>.</summary>
    public static string Prefix(this SchemaPosition position) =>
        position switch
        {
            SchemaPosition.RequestParameter => "request-parameter",
            SchemaPosition.RequestParameterProperty => "request-parameter-property",
            SchemaPosition.RequestBody => "request-body",
            SchemaPosition.RequestProperty => "request-property",
            SchemaPosition.ResponseHeader => "response-header",
            SchemaPosition.ResponseBody => "response-body",
            _ => "response-property",
        };

    public static Direction Direction(this SchemaPosition position) => position.Group().Direction();

    /// <summary>Gets the group of the rules at this position.</summary>
    public static RuleGroup Group(this SchemaPosition position) =>
        position switch
        {
            SchemaPosition.RequestParameter => RuleGroup.Parameters,
            SchemaPosition.RequestParameterProperty => RuleGroup.ParameterAttributes,
            SchemaPosition.RequestBody => RuleGroup.RequestBodies,
            SchemaPosition.RequestProperty => RuleGroup.RequestProperties,
            SchemaPosition.ResponseHeader => RuleGroup.ResponseHeaders,
            SchemaPosition.ResponseBody => RuleGroup.Responses,
            _ => RuleGroup.ResponseProperties,
        };

    /// <summary>Gets the position of the properties and items.</summary>
    public static SchemaPosition Within(this SchemaPosition position) =>
        position switch
        {
            SchemaPosition.RequestParameter or SchemaPosition.RequestParameterProperty => SchemaPosition.RequestParameterProperty,
            SchemaPosition.RequestBody or SchemaPosition.RequestProperty => SchemaPosition.RequestProperty,
            SchemaPosition.ResponseHeader => SchemaPosition.ResponseHeader,
            _ => SchemaPosition.ResponseProperty,
        };

    /// <summary>Bodies and their properties.</summary>
    public static IReadOnlyList<SchemaPosition> Bodies { get; } =
    [SchemaPosition.RequestBody, SchemaPosition.RequestProperty, SchemaPosition.ResponseBody, SchemaPosition.ResponseProperty];

    /// <summary>All positions.</summary>
    public static IReadOnlyList<SchemaPosition> Everywhere { get; } = Enum.GetValues<SchemaPosition>();

    /// <summary>Gets the position in a sentence: <c>a property of a request</c>.</summary>
    public static string Noun(this SchemaPosition position) =>
        position switch
        {
            SchemaPosition.RequestParameter => "a parameter",
            SchemaPosition.RequestParameterProperty => "an attribute of a parameter",
            SchemaPosition.RequestBody => "the request body",
            SchemaPosition.RequestProperty => "a property of a request",
            SchemaPosition.ResponseHeader => "a response header",
            SchemaPosition.ResponseBody => "the response body",
            _ => "a response property",
        };
}
