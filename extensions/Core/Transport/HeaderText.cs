using System;
using System.Collections.Generic;

namespace ClickFunnels.Core;

/// <summary>Checks names and values of request headers.</summary>
internal static class HeaderText
{
    // Set by the client or by HTTP itself; a second value would change the meaning of the request.
    private static readonly string[] Reserved =
    [
        "Accept",
        "Authorization",
        "Connection",
        "Cookie",
        "Expect",
        "Host",
        "Transfer-Encoding",
        "Upgrade",
        "User-Agent",
    ];

    /// <summary>Returns true for printable ASCII without blanks, as access tokens are.</summary>
    public static bool IsToken(string text) => IsInRange(text, '!');

    /// <summary>Returns true for printable ASCII.</summary>
    public static bool IsPlain(string text) => IsInRange(text, ' ');

    /// <summary>Throws when a header cannot be sent. The message names the header and never its value.</summary>
    public static void Check(IReadOnlyDictionary<string, string> headers, string authenticationHeader)
    {
        foreach (var header in headers)
        {
            if (
                header.Key.Length == 0
                || !IsToken(header.Key)
                || header.Key.IndexOfAny([':', '(', ')', ',', ';', '/', '"', '<', '>', '=', '@', '[', ']', '?', '{', '}', '\\']) >= 0
            )
            {
                throw new ArgumentException(
                    "The name of a header in RequestOptions.Headers is empty or contains a character that is not allowed."
                );
            }

            if (
                header.Key.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)
                || header.Key.Equals(authenticationHeader, StringComparison.OrdinalIgnoreCase)
                || IsReserved(header.Key)
            )
            {
                throw new ArgumentException(
                    $"The header {header.Key} is set by the client and cannot be set in RequestOptions.Headers. Token and "
                        + "User-Agent belong into the options of the client."
                );
            }

            if (header.Value is null || !IsPlain(header.Value))
            {
                throw new ArgumentException($"The value of the header {header.Key} contains a line end or a character beyond ASCII.");
            }
        }
    }

    private static bool IsReserved(string name) =>
        Array.Exists(Reserved, reserved => reserved.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static bool IsInRange(string text, char lowest)
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
