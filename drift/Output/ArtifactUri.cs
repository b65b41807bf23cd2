namespace ClickFunnels.Drift.Output;

/// <summary>Names of files as URIs relative to the current folder, as services that show them in a repository want them.</summary>
internal static class ArtifactUri
{
    public static string Of(string file)
    {
        // GitHub refuses a whole report with one https location, so an address loses its scheme; its query may hold a secret.
        if (IsAddress(file))
        {
            var address = new Uri(file);
            return address.Authority + address.AbsolutePath;
        }

        return RelativePath(file) is { } relative
            ? string.Join('/', relative.Split('/').Select(Uri.EscapeDataString))
            : new Uri(Path.GetFullPath(file)).AbsoluteUri;
    }

    /// <summary>A file as the repository names it, with slashes; null when it is not below the current folder.</summary>
    public static string? RelativePath(string file)
    {
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), Path.GetFullPath(file))
            .Replace(Path.DirectorySeparatorChar, '/');
        return Path.IsPathRooted(relative) || relative == ".." || relative.StartsWith("../", StringComparison.Ordinal) ? null : relative;
    }

    /// <summary>Whether the name of a document is an http(s) address.</summary>
    public static bool IsAddress(string file) =>
        Uri.TryCreate(file, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
}
