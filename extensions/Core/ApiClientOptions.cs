using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core.Infrastructure;
using Microsoft.Extensions.Logging;
using Polly;

namespace ClickFunnels.Core;

/// <summary>Settings of a connection that every service has. They are checked and copied when the client is created.</summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public abstract class ApiClientOptions
{
    internal static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(1);

    // Not of its own type, so that asking if there is one does not load Polly.
    private object? _pipeline;

    /// <summary>Creates options with their defaults.</summary>
    protected ApiClientOptions() { }

    /// <summary>
    /// The access token. It is required, unless <see cref="AccessTokenProvider" /> is set, and is written only into the header that
    /// authenticates a request.
    /// </summary>
    public string? AccessToken { get; set; }

    /// <summary>
    /// Returns the access token for each attempt, for tokens that rotate; it is used instead of <see cref="AccessToken" />. It must be
    /// thread-safe and should return a cached token. An exception that it throws ends the call. Null when the token does not change.
    /// </summary>
    public Func<CancellationToken, ValueTask<string>>? AccessTokenProvider { get; set; }

    /// <summary>
    /// Names your application to the service, such as <c>AcmeShop/1.0 (ops@acme.example)</c>. Required: services block requests without it.
    /// </summary>
    public string? UserAgent { get; set; }

    /// <summary>
    /// An address that replaces the hosts of the service, such as that of a local emulator: <c>http://127.0.0.1:4010</c>. Plain http is
    /// allowed on loopback only, unless <see cref="AllowPlainHttp" /> is set.
    /// </summary>
    public Uri? BaseAddress { get; set; }

    /// <summary>
    /// True to allow plain http in <see cref="BaseAddress" /> for a host that is not loopback, such as an emulator in another container.
    /// Everyone on the way can read the access token then, so set it for test servers only. The default is false.
    /// </summary>
    public bool AllowPlainHttp { get; set; }

    /// <summary>Limit for a whole call with its retries. The default is 100 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>Limit for one attempt. The default is 30 seconds.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The largest number of retries of a call, where a retry is safe. The default is 4; 0 switches retries off. Requests that the service
    /// refuses because there are too many (429) do not count: they are repeated until <see cref="Timeout" /> is over.
    /// </summary>
    public int MaxRetries { get; set; } = 4;

    /// <summary>
    /// Delay before the first retry. It doubles with each further one and varies at random by up to half of it. The default is 500
    /// milliseconds.
    /// </summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// The longest delay before a retry. When the service asks for a longer one (<c>Retry-After</c>), the call fails at once and the
    /// exception says how long. The default is 30 seconds.
    /// </summary>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The largest number of requests under way at the same time; further ones wait. All clients of a connection share the limit. It is
    /// lowered by itself while the service refuses requests because there are too many (429). The default is 32.
    /// </summary>
    public int MaxConcurrentRequests { get; set; } = 32;

    /// <summary>
    /// The largest number of requests per second, evenly spaced; further ones wait. All clients of a connection share the limit. Null, the
    /// default, for no limit: the connection then learns the rate from the responses with status 429.
    /// </summary>
    public double? MaxRequestsPerSecond { get; set; }

    /// <summary>
    /// The largest number of filtered reads under way at the same time in one scope, such as a workspace; further ones wait. It concerns
    /// the query parameters that the contract marks (<c>x-limited-parameters</c>). The default is 2, the documented bound of ClickFunnels.
    /// </summary>
    public int MaxConcurrentFilteredReads { get; set; } = 2;

    /// <summary>
    /// A resilience pipeline that replaces the built-in retries; null for those. It surrounds the attempts of each call, and sees their
    /// failures as <see cref="ApiException" />. Handle those with <see cref="ApiException.IsSafeToRepeat" />: another attempt after any
    /// other failure throws that failure again, so that nothing is created twice. <see cref="Timeout" /> surrounds the pipeline.
    /// </summary>
    public ResiliencePipeline? ResiliencePipeline
    {
        get => (ResiliencePipeline?)_pipeline;
        set => _pipeline = value;
    }

    /// <summary>
    /// True, the default, to refuse a record without a field that the contract requires, or that breaks a documented rule on several
    /// fields, before anything is sent. False to let the service decide, for example when the contract is out of date.
    /// </summary>
    public bool CheckRequiredFields { get; set; } = true;

    /// <summary>
    /// The longest address of a request, in characters with its query. A longer one is refused before anything is sent, because servers
    /// usually refuse it. The default is 8000 (assumed, a common limit of web servers).
    /// </summary>
    public int MaxUrlLength { get; set; } = 8000;

    /// <summary>The largest response that is read, in bytes. The default is 64 MiB.</summary>
    public int MaxResponseBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// The largest number of records on one page. The default is 10,000; a page of the service has far fewer. A larger page throws an
    /// <see cref="ApiResponseException" />, because small responses can hold millions of tiny records.
    /// </summary>
    public int MaxRecordsPerPage { get; set; } = 10_000;

    /// <summary>
    /// The largest number of JSON values in one response: objects, lists, texts, numbers, Booleans and nulls. The default is 500,000. A
    /// response with more throws an <see cref="ApiResponseException" />.
    /// </summary>
    public int MaxValuesPerResponse { get; set; } = 500_000;

    /// <summary>
    /// The handler that sends the requests; it is not disposed with the connection. Null to let the connection create its own.
    /// </summary>
    public HttpMessageHandler? HttpHandler { get; set; }

    /// <summary>
    /// Writes each exchange, redacted, to a file, so that the contract can be checked against real responses. Null to record nothing.
    /// </summary>
    public TrafficRecorder? TrafficRecorder { get; set; }

    /// <summary>Creates the log of the client, which holds route templates and statuses but no data. Null for no log.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>The clock for limits and delays; null for that of the system.</summary>
    public TimeProvider? TimeProvider { get; set; }

    /// <summary>Returns the problems of the settings, each with the name of the setting and the fix; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        CheckIdentity(problems);
        CheckAddress(problems);
        CheckHandler(problems);
        CheckLimits(problems);
        Validate(problems);
        return problems;
    }

    /// <summary>Adds the problems of the settings that a derived class declares.</summary>
    /// <param name="problems">Receives the problems, each with the name of the setting and the fix.</param>
    protected virtual void Validate(ICollection<string> problems) { }

    /// <summary>Name of the setting that holds the access token, for messages; a service may call it otherwise.</summary>
    protected virtual string AccessTokenName => nameof(AccessToken);

    /// <summary>Says where the user finds an access token, for the message that it is missing.</summary>
    protected virtual string AccessTokenSource => "an access token of the service";

    internal bool HasOwnPipeline => _pipeline is not null;

    internal ApiClientOptions CopyOptions() => (ApiClientOptions)MemberwiseClone();

    private void CheckIdentity(List<string> problems)
    {
        if (AccessTokenProvider is null)
        {
            if (string.IsNullOrWhiteSpace(AccessToken))
            {
                problems.Add($"{AccessTokenName} is missing: set it to {AccessTokenSource}.");
            }
            else if (!HeaderText.IsToken(AccessToken!))
            {
                problems.Add(
                    $"{AccessTokenName} contains a blank, a line end or another character that a header cannot carry: copy it again."
                );
            }
        }

        if (string.IsNullOrWhiteSpace(UserAgent))
        {
            problems.Add("UserAgent is missing: set it to the name of your application, because the service blocks requests without it.");
        }
        else if (!HeaderText.IsPlain(UserAgent!))
        {
            problems.Add("UserAgent contains a line end or a character beyond ASCII: use plain text.");
        }
    }

    private void CheckHandler(List<string> problems)
    {
        for (var handler = HttpHandler as DelegatingHandler; handler is not null; handler = handler.InnerHandler as DelegatingHandler)
        {
            if (handler.InnerHandler is null)
            {
                problems.Add(
                    $"HttpHandler contains a {handler.GetType().Name} without an InnerHandler, which could send nothing: set its "
                        + "InnerHandler, for example to PrimaryHandler.Create()."
                );
                return;
            }
        }
    }

    private void CheckAddress(List<string> problems)
    {
        if (BaseAddress is not { } address)
        {
            return;
        }

        if (
            !address.IsAbsoluteUri
            || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp)
            || address.Query.Length > 0
            || address.Fragment.Length > 0
            || address.UserInfo.Length > 0
        )
        {
            problems.Add(
                "BaseAddress is not a plain http(s) address: use one such as https://proxy.example/api, without user, query or fragment."
            );
        }
        else if (address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback && !AllowPlainHttp)
        {
            problems.Add(
                "BaseAddress is plain http, which would show the token to the network: use https. Plain http is allowed on loopback, and "
                    + "for test servers when AllowPlainHttp is true."
            );
        }
    }

    private void CheckLimits(List<string> problems)
    {
        if (Timeout <= TimeSpan.Zero || Timeout > LongestTimeout)
        {
            problems.Add("Timeout must be more than zero and at most one day.");
        }

        if (AttemptTimeout <= TimeSpan.Zero || AttemptTimeout > LongestTimeout)
        {
            problems.Add("AttemptTimeout must be more than zero and at most one day.");
        }

        if (MaxRetries is < 0 or > 20)
        {
            problems.Add("MaxRetries must be from 0 to 20.");
        }

        if (RetryDelay < TimeSpan.Zero || MaxRetryDelay < RetryDelay || MaxRetryDelay > TimeSpan.FromHours(1))
        {
            problems.Add("RetryDelay must not be negative or longer than MaxRetryDelay, which is at most one hour.");
        }

        if (MaxConcurrentRequests is < 1 or > 10_000)
        {
            problems.Add("MaxConcurrentRequests must be from 1 to 10000.");
        }

        if (MaxConcurrentFilteredReads is < 1 or > 10_000)
        {
            problems.Add("MaxConcurrentFilteredReads must be from 1 to 10000.");
        }

        if (MaxRequestsPerSecond is { } rate && !(rate is >= 0.001 and <= 100_000))
        {
            problems.Add("MaxRequestsPerSecond must be from 0.001 to 100000, or null for no limit.");
        }

        if (MaxUrlLength < 1000)
        {
            problems.Add("MaxUrlLength must be 1000 or more.");
        }

        if (MaxResponseBytes < 1024)
        {
            problems.Add("MaxResponseBytes must be 1024 or more.");
        }

        if (MaxRecordsPerPage < 1)
        {
            problems.Add("MaxRecordsPerPage must be 1 or more.");
        }

        if (MaxValuesPerResponse < 1000)
        {
            problems.Add("MaxValuesPerResponse must be 1000 or more.");
        }
    }
}
