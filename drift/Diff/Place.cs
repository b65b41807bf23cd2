using ClickFunnels.Contracts.Model;

namespace ClickFunnels.Drift.Diff;

/// <summary>Where a schema is used; the names of rules begin with it.</summary>
internal enum Place
{
    /// <summary>A parameter itself.</summary>
    RequestParameter,

    /// <summary>A property within a parameter, such as a filter's attribute.</summary>
    RequestParameterProperty,

    /// <summary>The request body as a whole.</summary>
    RequestBody,

    /// <summary>A property or item anywhere within the request body.</summary>
    RequestProperty,

    /// <summary>A header of the answer.</summary>
    ResponseHeader,

    /// <summary>The body of the answer as a whole.</summary>
    ResponseBody,

    /// <summary>A property or item anywhere within the body of the answer.</summary>
    ResponseProperty,
}

internal static class Places
{
    /// <summary>How the names of rules at this place begin: <c>request-property</c>.</summary>
    public static string Prefix(this Place place) =>
        place switch
        {
            Place.RequestParameter => "request-parameter",
            Place.RequestParameterProperty => "request-parameter-property",
            Place.RequestBody => "request-body",
            Place.RequestProperty => "request-property",
            Place.ResponseHeader => "response-header",
            Place.ResponseBody => "response-body",
            _ => "response-property",
        };

    public static Direction Direction(this Place place) =>
        place is Place.ResponseHeader or Place.ResponseBody or Place.ResponseProperty
            ? Contracts.Model.Direction.Response
            : Contracts.Model.Direction.Request;

    /// <summary>The place of what lies within.</summary>
    public static Place Within(this Place place) =>
        place switch
        {
            Place.RequestParameter or Place.RequestParameterProperty => Place.RequestParameterProperty,
            Place.RequestBody or Place.RequestProperty => Place.RequestProperty,
            Place.ResponseHeader => Place.ResponseHeader,
            _ => Place.ResponseProperty,
        };

    /// <summary>Bodies and what lies within.</summary>
    public static IReadOnlyList<Place> Bodies { get; } =
    [Place.RequestBody, Place.RequestProperty, Place.ResponseBody, Place.ResponseProperty];

    /// <summary>All places.</summary>
    public static IReadOnlyList<Place> Everywhere { get; } = Enum.GetValues<Place>();

    /// <summary>The place in a sentence: <c>a property of a request</c>.</summary>
    public static string Noun(this Place place) =>
        place switch
        {
            Place.RequestParameter => "a parameter",
            Place.RequestParameterProperty => "an attribute of a parameter",
            Place.RequestBody => "the request body",
            Place.RequestProperty => "a property of a request",
            Place.ResponseHeader => "a response header",
            Place.ResponseBody => "the response body",
            _ => "a response property",
        };
}
