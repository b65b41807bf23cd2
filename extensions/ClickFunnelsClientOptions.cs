using System;
using System.Collections.Generic;
using System.Net.Http;
using Microsoft.Extensions.Logging;

namespace ClickFunnels;

/// <summary>Settings of a connection. They are checked and copied when the client is made.</summary>
public sealed class ClickFunnelsClientOptions
{
    /// <summary>Access token of a team (API key) or of an OAuth installation. Needed. It is never written anywhere but into the Authorization header.</summary>
    public string? AccessToken { get; set; }

    /// <summary>
    /// Names your application to the service, such as <c>AcmeShop/1.0 (ops@acme.example)</c>. Needed: without it the edge
    /// in front of the service answers with an HTML block page.
    /// </summary>
    public string? UserAgent { get; set; }

    /// <summary>The workspace that the client is bound to; may be left out, see <see cref="ClickFunnelsClient.ForWorkspace(ResourceId, string)" />.</summary>
    public ResourceId WorkspaceId { get; set; }

    /// <summary>
    /// The first part of <c>{subdomain}.myclickfunnels.com</c>, which serves the workspace. When left out, it is looked up
    /// by <see cref="WorkspaceId" /> with the first call that needs it.
    /// </summary>
    public string? Subdomain { get; set; }

    /// <summary>One address that replaces both hosts, such as that of a local emulator: <c>http://127.0.0.1:4010</c>. Plain http is allowed on loopback only.</summary>
    public Uri? BaseAddress { get; set; }

    /// <summary>Limit for a whole call with its retries. 100 seconds when not set.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>Limit for one attempt. 30 seconds when not set.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a call is repeated at most, where that is safe. 4 when not set; 0 switches retries off.</summary>
    public int MaxRetries { get; set; } = 4;

    /// <summary>Wait before the first retry, doubled before each further one and varied at random. 500 milliseconds when not set.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest wait before a retry. When the service asks for a longer one (<c>Retry-After</c>), the call fails at once and the exception says how long. 30 seconds when not set.</summary>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Largest answer that is read, in bytes. 64 MiB when not set.</summary>
    public int MaxResponseBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>What sends the requests; it is not disposed with the connection. When left out, the connection makes its own.</summary>
    public HttpMessageHandler? HttpHandler { get; set; }

    /// <summary>Writes each exchange, redacted, to a file of its own, for the check of the contract against what the service really answers. May be left out.</summary>
    public TrafficRecorder? TrafficRecorder { get; set; }

    /// <summary>Receives the log of the client; route templates and statuses, never data. May be left out.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>The clock for limits and waits; the system's when left out.</summary>
    public TimeProvider? TimeProvider { get; set; }

    /// <summary>Returns each problem of the settings, with the setting's name and the mend; none when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        CheckIdentity(problems);
        CheckAddress(problems);
        CheckLimits(problems);
        return problems;
    }

    internal ClickFunnelsClientOptions Copy() => (ClickFunnelsClientOptions)MemberwiseClone();

    private void CheckIdentity(List<string> problems)
    {
        if (string.IsNullOrWhiteSpace(AccessToken))
        {
            problems.Add("AccessToken is missing: set it to the API access token of the team (Team Settings, Developer Portal).");
        }
        else if (!IsAscii(AccessToken!, '!'))
        {
            problems.Add("AccessToken contains a blank, a line end or another character that no header can carry: copy it again.");
        }

        if (string.IsNullOrWhiteSpace(UserAgent))
        {
            problems.Add("UserAgent is missing: set it to the name of your application, as the service blocks requests without it.");
        }
        else if (!IsAscii(UserAgent!, ' '))
        {
            problems.Add("UserAgent contains a line end or a character beyond ASCII: use plain text.");
        }
    }

    private void CheckAddress(List<string> problems)
    {
        if (Subdomain is not null && !Subdomains.IsValid(Subdomain))
        {
            problems.Add("Subdomain is no host name label: use the first part of acme.myclickfunnels.com, without dots or slashes.");
        }

        if (BaseAddress is { } address)
        {
            if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp) || address.Query.Length > 0 || address.Fragment.Length > 0 || address.UserInfo.Length > 0)
            {
                problems.Add("BaseAddress is no plain http(s) address: use one such as https://proxy.example/clickfunnels, without user, query or fragment.");
            }
            else if (address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback)
            {
                problems.Add("BaseAddress is plain http, which would show the token to the network: use https; http is allowed on loopback only.");
            }
        }
    }

    private void CheckLimits(List<string> problems)
    {
        if (Timeout <= TimeSpan.Zero || Timeout > TimeSpan.FromDays(1))
        {
            problems.Add("Timeout must be more than zero and at most one day.");
        }

        if (AttemptTimeout <= TimeSpan.Zero || AttemptTimeout > TimeSpan.FromDays(1))
        {
            problems.Add("AttemptTimeout must be more than zero and at most one day.");
        }

        if (MaxRetries is < 0 or > 20)
        {
            problems.Add("MaxRetries must be from 0 to 20.");
        }

        if (RetryDelay < TimeSpan.Zero || MaxRetryDelay < RetryDelay || MaxRetryDelay > TimeSpan.FromHours(1))
        {
            problems.Add("RetryDelay must not be negative, nor more than MaxRetryDelay, which is at most one hour.");
        }

        if (MaxResponseBytes < 1024)
        {
            problems.Add("MaxResponseBytes must be 1024 or more.");
        }
    }

    private static bool IsAscii(string text, char lowest)
    {
        foreach (var character in text)
        {
            if (character < lowest || character > '~')
            {
                return false;
            }
        }

        return true;
    }
}
