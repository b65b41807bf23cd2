using System;
using System.Diagnostics;
using System.Net.Http;
using System.Threading;
using Microsoft.Extensions.Logging;

namespace ClickFunnels.Core.Infrastructure;

/// <summary>
/// The parts that calls with one set of credentials share: token, User-Agent, retries and HTTP connections. Immutable
/// and thread-safe; several clients can share a connection.
/// </summary>
[DebuggerDisplay("{GetType().Name,nq}")]
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public class ApiConnection : IDisposable
{
    private readonly HttpMessageInvoker _http;
    private int _disposed;

    /// <summary>Creates a connection; nothing is sent yet.</summary>
    /// <param name="service">The service.</param>
    /// <param name="options">The settings; they are copied.</param>
    /// <exception cref="ApiConfigurationException">Settings are missing or wrong; the message names all of them.</exception>
    public ApiConnection(ApiService service, ApiClientOptions options)
    {
        Service = service ?? throw new ArgumentNullException(nameof(service));
        Options = (options ?? throw new ArgumentNullException(nameof(options))).CopyOptions();
        var problems = Options.Validate();
        if (problems.Count > 0)
        {
            throw new ApiConfigurationException(problems);
        }

        BaseAddress = Options.BaseAddress is { } address ? BaseOf(address, service.ApiPath) : null;
        Clock = Options.TimeProvider ?? TimeProvider.System;
        Log = Options.LoggerFactory?.CreateLogger(service.Name + ".Client");
        Retries = new RetryPipeline(Options, Clock);
        Gate = new RateGate(Options, Clock);
        FilteredReads = new FilteredReads(Options.MaxConcurrentFilteredReads);

        // Only the handlers that the connection created are disposed with it.
        var owned = Options.HttpHandler is null;
        var sender = Options.HttpHandler ?? PrimaryHandler.Create();
        HttpMessageHandler handler = new UserAgentHandler(
            Options.UserAgent!,
            new AuthenticationHandler(
                service.AuthenticationHeader,
                service.AuthenticationPrefix,
                Options.AccessToken,
                Options.AccessTokenProvider,
                sender
            )
        );
        if (Options.TrafficRecorder is { } recorder)
        {
            handler = new RecordingHandler(recorder, new Redaction(service), Log, handler);
        }

        _http = new HttpMessageInvoker(handler, disposeHandler: owned);
    }

    /// <summary>The service.</summary>
    public ApiService Service { get; }

    /// <summary>
    /// The base address that replaces the hosts of the service, with the path of the API and a slash at the end; null when
    /// <see cref="ApiClientOptions.BaseAddress" /> is not set.
    /// </summary>
    public string? BaseAddress { get; }

    internal ApiClientOptions Options { get; }

    internal TimeProvider Clock { get; }

    internal ILogger? Log { get; }

    internal RetryPipeline Retries { get; }

    internal RateGate Gate { get; }

    internal FilteredReads FilteredReads { get; }

    internal HttpMessageInvoker Http => Volatile.Read(ref _disposed) == 0 ? _http : throw new ObjectDisposedException(GetType().Name);

    /// <summary>Closes the HTTP connections. Calls under way fail.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the HTTP connections.</summary>
    /// <param name="disposing">True when called from <see cref="Dispose()" />.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _http.Dispose();
        }
    }

    private static string BaseOf(Uri address, string apiPath)
    {
        var text = address.AbsoluteUri.TrimEnd('/');
        var path = apiPath.TrimEnd('/');
        return path.Length > 0 && text.EndsWith(path, StringComparison.OrdinalIgnoreCase) ? text + "/" : text + path + "/";
    }
}
