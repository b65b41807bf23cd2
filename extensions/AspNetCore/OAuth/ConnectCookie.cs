using System.Security.Claims;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace ClickFunnels.AspNetCore;

/// <summary>
/// Keeps the attempt of a browser in an encrypted cookie of that browser. There is one a browser: of two attempts the later counts.
/// </summary>
internal sealed class ConnectCookie(
    IDataProtectionProvider protection,
    IOptions<ClickFunnelsConnectOptions> options,
    IServiceProvider services
)
{
    private readonly IDataProtector _protector = protection.CreateProtector("ClickFunnels.AspNetCore.Connect.v1");
    private readonly TimeProvider _clock = services.GetService(typeof(TimeProvider)) as TimeProvider ?? TimeProvider.System;

    // The scheme that the callback comes with counts; a proxy may hide the scheme of this request.
    private bool IsSecure => options.Value.OAuth.RedirectUri!.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    // With the prefix no other host of the domain can put a cookie of its own in place.
    private string Name => IsSecure ? "__Host-clickfunnels-connect" : "clickfunnels-connect";

    public void Keep(HttpContext context, string state, string codeVerifier, string returnUrl)
    {
        var lifetime = options.Value.AttemptLifetime;
        var attempt = new ConnectAttempt(state, codeVerifier, returnUrl, UserOf(context), _clock.GetUtcNow() + lifetime);
        var settings = Settings();
        settings.MaxAge = lifetime;
        context.Response.Cookies.Append(Name, attempt.Protect(_protector), settings);
    }

    /// <summary>Returns the attempt of this browser and ends it; null when there is none, or it is over, or of another user.</summary>
    public ConnectAttempt? Take(HttpContext context)
    {
        if (context.Request.Cookies[Name] is not { Length: > 0 } cookie)
        {
            return null;
        }

        context.Response.Cookies.Delete(Name, Settings());
        return
            ConnectAttempt.Unprotect(_protector, cookie) is { } attempt
            && attempt.Until > _clock.GetUtcNow()
            && attempt.User == UserOf(context)
            ? attempt
            : null;
    }

    // Lax, as the callback comes from another site.
    private CookieOptions Settings() =>
        new()
        {
            HttpOnly = true,
            IsEssential = true,
            Path = "/",
            SameSite = SameSiteMode.Lax,
            Secure = IsSecure,
        };

    private static string UserOf(HttpContext context) =>
        context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? context.User.Identity?.Name ?? "";
}
