using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace ClickFunnels.AspNetCore;

/// <summary>The state of an attempt between its start and its callback.</summary>
/// <param name="State">The OAuth state that the callback must return.</param>
/// <param name="CodeVerifier">The PKCE code verifier. Secret.</param>
/// <param name="ReturnUrl">The path that the browser is redirected to afterwards.</param>
/// <param name="User">The user who is signed in to the application; empty for an anonymous user.</param>
/// <param name="ExpiresAt">The time at which the attempt expires.</param>
internal sealed record ConnectAttempt(string State, string CodeVerifier, string ReturnUrl, string User, DateTimeOffset ExpiresAt)
{
    // A record would otherwise print its secrets.
    public override string ToString() => nameof(ConnectAttempt);
}

/// <summary>
/// Stores the attempt of a browser in an encrypted cookie of that browser. A browser has one cookie: a second attempt replaces the first.
/// </summary>
internal sealed class ConnectCookie(
    IDataProtectionProvider protection,
    IOptions<ClickFunnelsConnectOptions> options,
    IServiceProvider services
)
{
    private readonly IDataProtector _protector = protection.CreateProtector("ClickFunnels.AspNetCore.Connect.v1");
    private readonly TimeProvider _clock = services.GetService(typeof(TimeProvider)) as TimeProvider ?? TimeProvider.System;

    // The scheme of the redirect URI, because a proxy can hide the scheme of this request.
    private bool IsSecure => options.Value.OAuth.RedirectUri!.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    // The prefix prevents other hosts of the same domain from setting this cookie.
    private string Name => IsSecure ? "__Host-clickfunnels-connect" : "clickfunnels-connect";

    public void Save(HttpContext context, string state, string codeVerifier, string returnUrl)
    {
        var lifetime = options.Value.AttemptLifetime;
        var attempt = new ConnectAttempt(state, codeVerifier, returnUrl, GetUser(context), _clock.GetUtcNow() + lifetime);
        var settings = CreateSettings();
        settings.MaxAge = lifetime;
        context.Response.Cookies.Append(Name, Encrypt(attempt), settings);
    }

    /// <summary>
    /// Returns the attempt of this browser and deletes its cookie. Returns null if there is no attempt, or if it is expired or
    /// belongs to another user.
    /// </summary>
    public ConnectAttempt? Take(HttpContext context)
    {
        if (context.Request.Cookies[Name] is not { Length: > 0 } cookie)
        {
            return null;
        }

        context.Response.Cookies.Delete(Name, CreateSettings());
        return Decrypt(cookie) is { } attempt && attempt.ExpiresAt > _clock.GetUtcNow() && attempt.User == GetUser(context)
            ? attempt
            : null;
    }

    private string Encrypt(ConnectAttempt attempt)
    {
        var expiresAt = attempt.ExpiresAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return _protector.Protect(string.Join('\n', attempt.State, attempt.CodeVerifier, attempt.ReturnUrl, expiresAt, attempt.User));
    }

    private ConnectAttempt? Decrypt(string cookie)
    {
        try
        {
            // The user is last, because no other field can contain a line break.
            return _protector.Unprotect(cookie).Split('\n', 5) is [var state, var verifier, var returnUrl, var expiresAt, var user]
                ? new ConnectAttempt(
                    state,
                    verifier,
                    returnUrl,
                    user,
                    DateTimeOffset.FromUnixTimeSeconds(long.Parse(expiresAt, CultureInfo.InvariantCulture))
                )
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // Lax, because the callback comes from another site.
    private CookieOptions CreateSettings() =>
        new()
        {
            HttpOnly = true,
            IsEssential = true,
            Path = "/",
            SameSite = SameSiteMode.Lax,
            Secure = IsSecure,
        };

    private static string GetUser(HttpContext context) =>
        context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? context.User.Identity?.Name ?? "";
}
