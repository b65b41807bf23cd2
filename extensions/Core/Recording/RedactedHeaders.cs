using System;
using System.Collections.Generic;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace ClickFunnels.Core;

/// <summary>Headers as they are written: all names but those of secrets, and few values.</summary>
internal static class RedactedHeaders
{
    private static readonly TimeSpan RegexTimeout = TimeSpan.FromSeconds(1);

    // These headers are omitted entirely: their presence alone is sensitive.
    private static readonly HashSet<string> Secret = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization",
        "Proxy-Authorization",
        "Cookie",
        "Set-Cookie",
    };

    private static readonly Regex MediaType = new(
        "^[A-Za-z0-9.+-]{1,60}/[A-Za-z0-9.+-]{1,60}(; ?charset=[A-Za-z0-9-]{1,20})?\\z",
        RegexOptions.CultureInvariant,
        RegexTimeout
    );

    private static readonly Regex HttpDate = new(
        "^[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT\\z",
        RegexOptions.CultureInvariant,
        RegexTimeout
    );

    private static readonly Regex NextPage = new("^<[^>?]*(\\?[^>]*)?>; ?rel=\"?next\"?\\z", RegexOptions.CultureInvariant, RegexTimeout);

    private static readonly Regex FieldName = new("^[A-Za-z0-9-]{1,60}\\z", RegexOptions.CultureInvariant, RegexTimeout);

    public static IReadOnlyList<KeyValuePair<string, string>> Of(Redaction redaction, string path, params HttpHeaders?[] groups)
    {
        var result = new List<KeyValuePair<string, string>>();
        foreach (var group in groups)
        {
            if (group is null)
            {
                continue;
            }

            foreach (var header in group)
            {
                if (!Secret.Contains(header.Key) && !redaction.IsSecretHeader(header.Key) && FieldName.IsMatch(header.Key))
                {
                    result.Add(
                        new KeyValuePair<string, string>(header.Key, Value(header.Key, string.Join(", ", header.Value), path, redaction))
                    );
                }
            }
        }

        return result;
    }

    private static string Value(string name, string value, string path, Redaction redaction)
    {
        switch (name.ToUpperInvariant())
        {
            case "CONTENT-TYPE":
                return MediaType.IsMatch(value) ? value : Redaction.Text;
            case "CONTENT-LENGTH":
                return Redaction.IsDigits(value) ? value : Redaction.Text;
            case "DATE":
                return HttpDate.IsMatch(value) ? value : Redaction.Text;
            case "RETRY-AFTER":
                return Redaction.IsDigits(value) || HttpDate.IsMatch(value) ? value : Redaction.Text;
            case "LINK":
                return NextPage.Match(value) is { Success: true } match
                    ? $"<{path}{redaction.Query(match.Groups[1].Value)}>; rel=\"next\""
                    : Redaction.Text;
            default:
                return redaction.IsNumericName(name) && Redaction.IsDigits(value) ? value : Redaction.Text;
        }
    }
}
