namespace ClickFunnels.Emulator.Requests;

/// <summary>The request headers whose values are never kept.</summary>
internal static class SecretHeaders
{
    private static readonly string[] Usual = ["Authorization", "Cookie", "Proxy-Authorization"];

    /// <summary>The usual ones, and the header that carries the credential of an API.</summary>
    public static string[] With(string credentialHeader) =>
        Usual.Contains(credentialHeader, StringComparer.OrdinalIgnoreCase) ? Usual : [.. Usual, credentialHeader];
}
