namespace ClickFunnels.Contracts.Traffic;

/// <summary>Splits addresses: absolute ones, or paths with a query.</summary>
internal static class RecordedAddress
{
    public static (string Path, IReadOnlyList<KeyValuePair<string, string>> Query)? Read(string address)
    {
        string pathAndQuery;
        if (address.StartsWith('/'))
        {
            pathAndQuery = address;
        }
        else if (Uri.TryCreate(address, UriKind.Absolute, out var whole) && whole.Scheme is "http" or "https")
        {
            pathAndQuery = whole.PathAndQuery;
        }
        else
        {
            return null;
        }

        var parts = pathAndQuery.Split('#')[0].Split('?', 2);
        return (parts[0], parts.Length == 1 ? [] : Pairs(parts[1]));
    }

    private static List<KeyValuePair<string, string>> Pairs(string query) =>
        [
            .. query
                .Split('&')
                .Where(pair => pair.Length > 0)
                .Select(pair => pair.Split('=', 2))
                .Select(pair => KeyValuePair.Create(Decode(pair[0]), pair.Length == 1 ? "" : Decode(pair[1]))),
        ];

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
