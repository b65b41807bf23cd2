using ClickFunnels.Drift.Git;

namespace ClickFunnels.Drift.Output;

/// <summary>File names as URIs relative to the current folder, as code hosting services expect them.</summary>
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

        // A file in a git revision is named by its path, which code hosting services know.
        if (GitSpec.Parse(file) is { } spec)
        {
            return string.Join('/', spec.Path.Split('/').Select(Uri.EscapeDataString));
        }

        return RelativePath(file) is { } relative
            ? string.Join('/', relative.Split('/').Select(Uri.EscapeDataString))
            : new Uri(Path.GetFullPath(file)).AbsoluteUri;
    }

    /// <summary>Gets the path of a file in the repository, with slashes; null if it is not below the current folder.</summary>
    public static string? RelativePath(string file)
    {
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), Path.GetFullPath(file))
            .Replace(Path.DirectorySeparatorChar, '/');
        return Path.IsPathRooted(relative) || relative == ".." || relative.StartsWith("../", StringComparison.Ordinal) ? null : relative;
    }

    /// <summary>Returns true if the name of a document is an http(s) address.</summary>
    public static bool IsAddress(string file) =>
        Uri.TryCreate(file, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
}
