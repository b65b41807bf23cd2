using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace ClickFunnels.AspNetCore;

/// <summary>What is kept in the browser between the start of an attempt and its callback.</summary>
/// <param name="State">Comes back with the callback.</param>
/// <param name="CodeVerifier">Proves that it was this application that asked. Secret.</param>
/// <param name="ReturnUrl">Where the browser goes afterwards.</param>
/// <param name="User">Who was signed in to the application; empty for nobody.</param>
/// <param name="Until">When the attempt is over.</param>
internal sealed record ConnectAttempt(string State, string CodeVerifier, string ReturnUrl, string User, DateTimeOffset Until)
{
    public string Protect(IDataProtector protector) =>
        protector.Protect(
            string.Join('\n', State, CodeVerifier, ReturnUrl, Until.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), User)
        );

    /// <summary>Reads a cookie; null when this application did not write it.</summary>
    public static ConnectAttempt? Unprotect(IDataProtector protector, string text)
    {
        try
        {
            // The user comes last, as only that could hold a line end.
            return protector.Unprotect(text).Split('\n', 5) is [var state, var verifier, var returnUrl, var until, var user]
                ? new ConnectAttempt(
                    state,
                    verifier,
                    returnUrl,
                    user,
                    DateTimeOffset.FromUnixTimeSeconds(long.Parse(until, CultureInfo.InvariantCulture))
                )
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public override string ToString() => nameof(ConnectAttempt);
}
