using System.Collections.Generic;

namespace ClickFunnels.Core.Infrastructure;

/// <summary>
/// Describes what is particular to one service. Each client package derives a class from it and has one instance, which all its
/// connections share.
/// </summary>
/// <remarks>Everything is a virtual property, so that a program that makes one call compiles only what that call needs.</remarks>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public abstract class ApiService
{
    private ApiTelemetry? _telemetry;

    /// <summary>Name of the service, for messages and telemetry, such as <c>Acme</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Path below <see cref="ApiClientOptions.BaseAddress" /> that all routes start from, with a slash at both ends.</summary>
    public virtual string ApiPath => "/";

    /// <summary>Name of the request header that carries the access token.</summary>
    public virtual string AuthenticationHeader => "Authorization";

    /// <summary>Text before the access token in its header; empty when the header holds the token alone.</summary>
    public virtual string AuthenticationPrefix => "Bearer ";

    /// <summary>Query parameter of the cursor (<see cref="OperationTraits.CursorPaging" />).</summary>
    public virtual string CursorParameter => "after";

    /// <summary>Response header with the cursor of the next page (<see cref="OperationTraits.CursorPaging" />).</summary>
    public virtual string CursorHeader => "Pagination-Next";

    /// <summary>Query parameter of the number of records to skip (<see cref="OperationTraits.SkipPaging" />).</summary>
    public virtual string SkipParameter => "skip";

    /// <summary>Query parameter of the page number, which starts at 1 (<see cref="OperationTraits.NumberPaging" />).</summary>
    public virtual string PageParameter => "page";

    /// <summary>
    /// Response properties that may hold the number of all records (<see cref="OperationTraits.SkipPaging" /> and
    /// <see cref="OperationTraits.NumberPaging" />).
    /// </summary>
    public virtual IReadOnlyList<string> TotalProperties => ["totalCount", "total"];

    /// <summary>
    /// Response property with the number of the last page (<see cref="OperationTraits.NumberPaging" />); it may be absent.
    /// </summary>
    public virtual string LastPageProperty => "last_page";

    /// <summary>Response property with the number of records on a page (<see cref="OperationTraits.NumberPaging" />).</summary>
    public virtual string PageSizeProperty => "per_page";

    /// <summary>Response property with an object that may hold the paging properties instead of the response itself.</summary>
    public virtual string MetaProperty => "meta";

    /// <summary>
    /// True if lists with <see cref="OperationTraits.SkipPaging" /> have no order that holds while they are read. Each record is then
    /// returned once, and the list is read again until nothing moved while it was read.
    /// </summary>
    public virtual bool RereadsMovingLists => false;

    /// <summary>Response headers that may hold the id of a request, in order of preference.</summary>
    public virtual IReadOnlyList<string> RequestIdHeaders => ["X-Request-Id", "Request-Id"];

    /// <summary>Texts that the service writes before its error messages and that are not part of them.</summary>
    public virtual IReadOnlyList<string> ErrorPrefixes => [];

    /// <summary>
    /// The reason why the service may redirect a request or respond with a web page, as a sentence with its fix; may be empty.
    /// </summary>
    public virtual string RedirectAdvice => "";

    /// <summary>
    /// Returns a sentence that says how to fix an error, for the message of the exception; null for none. The messages of the service
    /// must not become a part of it.
    /// </summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="errors">The messages of the service.</param>
    public virtual string? AdviceOn(int status, IReadOnlyList<ApiError> errors) => null;

    /// <summary>The policy that says what recorded traffic may contain unredacted. It is read once per connection that records.</summary>
    public virtual RedactionPolicy Redaction => new();

    internal ApiTelemetry Telemetry => _telemetry ??= new ApiTelemetry(Name);
}
