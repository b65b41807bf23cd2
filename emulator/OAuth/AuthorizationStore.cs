using System.Security.Cryptography;
using System.Text;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.OAuth;

/// <summary>A request for authorization that was checked: it waits for consent or, with a code, for its exchange.</summary>
internal sealed record Authorization(
    OAuthApplication Application,
    string RedirectUri,
    string? State,
    string? Challenge,
    string Scope,
    bool IsInstallation
)
{
    /// <summary>The workspace that was picked; null in the flow of a user.</summary>
    public long? WorkspaceId { get; init; }
}

/// <summary>Keeps authorizations under random texts, of which it knows the digests only. Each is taken once, within ten minutes.</summary>
internal sealed class AuthorizationStore(TimeProvider clock, GeneratedValues generated)
{
    private const int Capacity = 10_000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);
    private readonly Lock _gate = new();
    private readonly OrderedDictionary<string, (Authorization Authorization, DateTimeOffset Until)> _kept = [];

    /// <summary>Keeps an authorization; returns the text that takes it.</summary>
    public string Keep(Authorization authorization)
    {
        var text = generated.Hex(64);
        lock (_gate)
        {
            if (_kept.Count == Capacity)
            {
                _kept.RemoveAt(0);
            }

            _kept.Add(Digest(text), (authorization, clock.GetUtcNow() + Lifetime));
        }

        return text;
    }

    [Behavior("A code works once, and for ten minutes", Evidence.Assumed, "RFC 6749 recommends it; the service's time is not published")]
    public Authorization? Take(string? text)
    {
        if (text is null)
        {
            return null;
        }

        lock (_gate)
        {
            return _kept.Remove(Digest(text), out var kept) && kept.Until > clock.GetUtcNow() ? kept.Authorization : null;
        }
    }

    /// <summary>Forgets all authorizations.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _kept.Clear();
        }
    }

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
