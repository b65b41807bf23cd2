using System;
using System.Collections.Generic;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>
/// Options of one call. Each operation has a class of its own, whose further properties are the query parameters of the operation;
/// a new parameter is a new property.
/// </summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public class RequestOptions
{
    private Dictionary<string, string>? _headers;

    /// <summary>Creates options without any setting.</summary>
    protected internal RequestOptions() { }

    /// <summary>
    /// Limit for the call with its retries, instead of <see cref="ApiClientOptions.Timeout" />; null for that one. For a list it applies to
    /// each page.
    /// </summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>
    /// Headers to send in addition, by name. Headers that the client itself sets, such as <c>Authorization</c>, are refused.
    /// </summary>
    public IDictionary<string, string> Headers => _headers ??= new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Receives status, headers and request id of every response of the call: of each attempt, and of each page of a list. It is called
    /// before the body is read. An exception that it throws ends the call.
    /// </summary>
    public Action<ApiResponse>? OnResponse { get; set; }

    /// <summary>
    /// Receives the time that an attempt of the call waited before it was sent, because of the limits of the service or of the options. It
    /// is not called for an attempt that did not wait. An exception that it throws ends the call.
    /// </summary>
    public Action<TimeSpan>? OnWait { get; set; }

    internal IReadOnlyDictionary<string, string>? SentHeaders => _headers is { Count: > 0 } ? _headers : null;

    /// <summary>Adds the query parameters that are set. Generated classes override it.</summary>
    /// <param name="query">Receives the parameters.</param>
    protected virtual void WriteQuery(QueryString query) { }

    /// <summary>Returns the body of an operation whose body is optional; null when none is set. Generated classes override it.</summary>
    protected virtual Model? GetBody() => null;

    /// <summary>
    /// Returns the rule on the parameters that the options break, as one sentence without their values; null when they break none. A
    /// package overrides it for operations whose parameters have such rules.
    /// </summary>
    protected virtual string? BrokenRule() => null;

    /// <summary>
    /// Returns false for a failure after which the client must not repeat the request as it is, because the caller repeats it in another
    /// form. A package overrides it for the options of such operations.
    /// </summary>
    /// <param name="failure">The failure, which is safe to repeat.</param>
    protected virtual bool MayRepeat(ApiException failure) => true;

    internal bool AllowsRepeating(ApiException failure) => MayRepeat(failure);

    /// <summary>Returns the query with its question mark; empty when no parameter is set.</summary>
    public string ToQuery()
    {
        var query = new QueryString();
        WriteQuery(query);
        return query.ToString();
    }

    internal Model? OptionalBody => GetBody();

    internal string? ViolatedRule => BrokenRule();

    /// <summary>Returns a copy of the same type, whose headers can be changed without a change of these.</summary>
    public RequestOptions Copy()
    {
        var copy = (RequestOptions)MemberwiseClone();
        copy._headers = _headers is null ? null : new Dictionary<string, string>(_headers, StringComparer.OrdinalIgnoreCase);
        return copy;
    }
}
