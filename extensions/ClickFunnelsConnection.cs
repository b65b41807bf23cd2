using System;
using System.Diagnostics;
using System.Net.Http;
using System.Threading;
using Microsoft.Extensions.Logging;

namespace ClickFunnels;

/// <summary>
/// What one set of credentials shares: hosts, token, User-Agent, retries and the HTTP connections. Immutable and
/// thread-safe; several clients can stand on one connection, and several connections side by side.
/// </summary>
[DebuggerDisplay("ClickFunnelsConnection")]
public sealed class ClickFunnelsConnection : IDisposable
{
    internal const string ApiPath = "/api/v2/";

    private const string AccountsBase = "https://accounts.myclickfunnels.com" + ApiPath;

    private readonly HttpMessageInvoker _http;
    private readonly string? _base;
    private int _disposed;

    /// <summary>Makes a connection; nothing is sent yet.</summary>
    /// <param name="options">The settings; they are copied.</param>
    /// <exception cref="ClickFunnelsConfigurationException">Settings are missing or wrong; the message names all of them.</exception>
    public ClickFunnelsConnection(ClickFunnelsClientOptions options)
    {
        if (options is null)
        {
            throw new ArgumentNullException(nameof(options));
        }

        Options = options.Copy();
        var problems = Options.Validate();
        if (problems.Count > 0)
        {
            throw new ClickFunnelsConfigurationException(problems);
        }

        _base = Options.BaseAddress is { } address ? BaseOf(address) : null;
        Clock = Options.TimeProvider ?? TimeProvider.System;
        Log = Options.LoggerFactory?.CreateLogger("ClickFunnels.Client");
        Workspace = new WorkspaceScope(Options.WorkspaceId, Options.Subdomain);
        Resilience = new Resilience(Options, Clock);

        // Only what the connection made itself is disposed with it.
        var owned = Options.HttpHandler is null;
        var sender = Options.HttpHandler ?? PrimaryHandler.Create();
        HttpMessageHandler handler = new UserAgentHandler(Options.UserAgent!, new AuthenticationHandler(Options.AccessToken!, sender));
        if (Options.TrafficRecorder is { } recorder)
        {
            handler = new RecordingHandler(recorder, Log, handler);
        }

        _http = new HttpMessageInvoker(handler, disposeHandler: owned);
    }

    internal ClickFunnelsClientOptions Options { get; }

    internal TimeProvider Clock { get; }

    internal ILogger? Log { get; }

    internal WorkspaceScope Workspace { get; }

    internal Resilience Resilience { get; }

    /// <summary>Whether one address replaces both hosts, so that no subdomain is needed.</summary>
    internal bool HasOneBase => _base is not null;

    internal HttpMessageInvoker Http => Volatile.Read(ref _disposed) == 0 ? _http : throw new ObjectDisposedException(nameof(ClickFunnelsConnection));

    /// <summary>Closes the HTTP connections. Calls under way fail.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _http.Dispose();
        }
    }

    internal string BaseOf(ApiHost host, string? subdomain) =>
        _base ?? (host == ApiHost.Accounts ? AccountsBase : "https://" + subdomain + ".myclickfunnels.com" + ApiPath);

    private static string BaseOf(Uri address)
    {
        var text = address.AbsoluteUri.TrimEnd('/');
        return text.EndsWith("/api/v2", StringComparison.OrdinalIgnoreCase) ? text + "/" : text + ApiPath;
    }
}
